namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>Header values that clients should not send, and some odd ones that they may.</summary>
internal static class HeaderValues
{
    public static IReadOnlyList<string> Timeouts { get; } =
    [
        "", "0n", "1n", "1u", "1m", "1m", "2m", "900u", "2000000n", "20m", "0S", "1S", "00000001S", "99999999H", "99999999n", "100000000S", "999999999999999999999H",
        "-1S", "+1S", "1", "S", "1s", "1 S", " 1S", "1S ", "1SS", "1.5S", "0x1S", "1e3S", "1D", "1h", "\u00b9S", "1S,2S", "18446744073709551617n",
        "2147483648S", "nan", "\u00ff\u00ff\u00ff",
    ];

    public static IReadOnlyList<string> ContentTypes { get; } =
    [
        "", " ", "application/grpc+proto", "application/grpc+json", "application/grpc+", "application/grpc;charset=utf-8", "application/grpc ",
        "APPLICATION/GRPC", "application/grpcx", "application/grpc-web", "application/grpc-web+proto", "application/json", "text/plain",
        "application", "application/", ";", "application/grpc;", "application/grpc+proto; a=\"", "*/*", "application/grpc,application/grpc",
    ];

    public static IReadOnlyList<string> Encodings { get; } =
        ["", "identity", "gzip", "GZIP", "deflate", "br", "zstd", "snappy", "gzip,gzip", "gzip;q=0", " gzip", "\u00e9", "identity,gzip", "null"];

    public static IReadOnlyList<string> Methods { get; } =
        ["GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE", "post", "POSTS", "PRI", "M-SEARCH"];

    public static IReadOnlyList<string> Paths { get; } =
    [
        "/", "//", "/*", "/recommender.testing.v1.Echo", "/recommender.testing.v1.Echo/", "/recommender.testing.v1.Echo/Nope",
        "/recommender.testing.v1.Nope/Unary", "/recommender.testing.v1.Echo/unary", "/recommender.testing.v1.Echo/Unary/",
        "/recommender.testing.v1.Echo//Unary", "/recommender.testing.v1.Echo/Unary?x=1", "/recommender.testing.v1.Echo/Unary#f",
        "/recommender.testing.v1.Echo/./Unary", "/../recommender.testing.v1.Echo/Unary", "/recommender.testing.v1.Echo/%55nary",
        "/recommender.testing.v1.Echo/Un%00ary", "/%ff%fe/%c0%80", "/a/b/c/d/e", "/{unimplementedService}/{unimplementedMethod}",
        "/grpc.health.v1.Health/Check", "/%2e%2e/%2f", "/recommender.testing.v1.Echo/Unary%20",
    ];

    public static IReadOnlyList<string> Base64 { get; } =
        ["", "=", "A", "AA=A", "AAAAA", "!!!!", "AAEC Aw", "AAECAw==", "AAECAw=", "AAEC,AwQF", "-_-_", "\u00ff", "A===", ",", ",,,", "AAE\tC"];

    public static IReadOnlyList<string> Lengths { get; } = ["0", "1", "-1", "5", "28", "1000000", "99999999999999999999", "abc", "", "5,5", "0x10"];
}
