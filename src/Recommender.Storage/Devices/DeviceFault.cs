using System.Globalization;

namespace Recommender.Storage.Devices;

/// <summary>An operation of a device that failed: what FASTER's error code has no room for.</summary>
/// <param name="Code">The error code handed to the callback: the system's errno, or <see cref="Unknown"/>.</param>
/// <param name="Operation">What was attempted: "read", "write", "flush" …</param>
/// <param name="File">The segment's file.</param>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="Reason">The system's own words.</param>
internal sealed record DeviceFault(uint Code, string Operation, string File, long Offset, string Reason)
{
    public const uint NoSuchFile = 2;       // ENOENT
    public const uint InputOutput = 5;      // EIO
    public const uint InvalidArgument = 22; // EINVAL
    public const uint Full = 28;            // ENOSPC
    public const uint ReadOnly = 30;        // EROFS
    public const uint QuotaExceeded = 122;  // EDQUOT

    /// <summary>An error without an errno.</summary>
    public const uint Unknown = uint.MaxValue;

    /// <summary>Room can be made: what was written before is as good as it was. After any other failure the disk is not believed again.</summary>
    public bool CanPass => Code is Full or QuotaExceeded or InvalidArgument or NoSuchFile;

    public static DeviceFault From(Exception failure, string operation, string file, long offset) =>
        new(CodeOf(failure), operation, file, offset, failure.Message);

    /// <summary>Of a device that gives a code and says no more.</summary>
    public static DeviceFault Unexplained(uint code, string operation, string fileName, int segment, long offset) =>
        new(code, operation, PathOf(fileName, segment), offset, "unknown");

    /// <summary>The file of a segment.</summary>
    public static string PathOf(string fileName, int segment) => string.Create(CultureInfo.InvariantCulture, $"{fileName}.{segment}");

    public IOException ToException() => new(ToString(), (int)Code);

    public override string ToString() => $"{Operation} of '{File}' at offset {Offset} failed: {Reason} (code {Code})";

    private static uint CodeOf(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => NoSuchFile,
        IOException { HResult: > 0 and < 4096 } io => (uint)io.HResult,   // the framework hands errno on as it is
        { InnerException: IOException { HResult: > 0 and < 4096 } inner } => (uint)inner.HResult,
        _ => Unknown,
    };
}
