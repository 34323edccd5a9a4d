using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>Tells who a client is by its certificate.</summary>
internal static class ClientIdentity
{
    private const string CommonName = "x509_common_name";
    private const string SubjectAlternativeName = "x509_subject_alternative_name";

    private static readonly AuthContext Unauthenticated = new(peerIdentityPropertyName: null, []);

    public static AuthContext Of(X509Certificate2? certificate)
    {
        if (certificate is null) return Unauthenticated;

        var properties = new Dictionary<string, List<AuthProperty>>();
        foreach (var (property, type) in new[] { (SubjectAlternativeName, X509NameType.DnsFromAlternativeName), (CommonName, X509NameType.SimpleName) })
            if (certificate.GetNameInfo(type, forIssuer: false) is { Length: > 0 } name)
                properties[property] = [AuthProperty.Create(property, Encoding.UTF8.GetBytes(name))];

        var identity = properties.ContainsKey(SubjectAlternativeName) ? SubjectAlternativeName : CommonName;
        return properties.Count == 0 ? Unauthenticated : new AuthContext(identity, properties);
    }
}
