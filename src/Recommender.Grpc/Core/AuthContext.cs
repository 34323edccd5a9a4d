namespace Grpc.Core;

/// <summary>What the transport knows of the client's identity.</summary>
public class AuthContext
{
    private readonly Dictionary<string, List<AuthProperty>> _properties;

    /// <summary>Creates a context.</summary>
    /// <param name="peerIdentityPropertyName">The property that names the peer; null if it did not authenticate.</param>
    /// <param name="properties">All properties by name.</param>
    public AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        PeerIdentityPropertyName = peerIdentityPropertyName;
        _properties = properties;
    }

    /// <summary>Whether the peer proved who it is.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The property that names the peer; null if it did not authenticate.</summary>
    public string? PeerIdentityPropertyName { get; }

    /// <summary>The properties that name the peer.</summary>
    public IEnumerable<AuthProperty> PeerIdentity => PeerIdentityPropertyName is null ? [] : FindPropertiesByName(PeerIdentityPropertyName);

    /// <summary>All properties.</summary>
    public IEnumerable<AuthProperty> Properties => _properties.Values.SelectMany(static list => list);

    /// <summary>The properties with a name.</summary>
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) =>
        _properties.TryGetValue(propertyName, out var found) ? found : [];
}
