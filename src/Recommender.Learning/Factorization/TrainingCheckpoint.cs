using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Recommender.Learning.Data;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Factorization;

/// <summary>What a training has reached, in a file: enough to go on to the same bits. It names the interactions and settings that it belongs to.</summary>
internal sealed class TrainingCheckpoint
{
    private const string Kind = "recommender.training";
    private const int Version = 1;

    private readonly CheckpointOptions _options;
    private readonly string _settings;
    private readonly byte[] _interactions;

    public TrainingCheckpoint(CheckpointOptions options, FactorizationOptions settings, Interactions interactions)
    {
        _options = options;
        _settings = (settings with { Epochs = 1, Threads = null }).ToString();   // neither changes what an epoch does
        _interactions = Fingerprint(interactions);
    }

    /// <summary>Whether to write now.</summary>
    public bool IsDue(int epoch, int epochs) => epoch % _options.EveryEpochs == 0 || epoch == epochs;

    /// <summary>Reads the file, where one is to be gone on from and there is one.</summary>
    /// <exception cref="InvalidDataException">It is of other interactions or settings, or went beyond the epochs asked for.</exception>
    public ReachedState? TryRead(int epochs)
    {
        if (!_options.Resume || !File.Exists(_options.Path)) return null;

        using var file = SectionFile.Open(_options.Path, Kind, Version);
        file.Verify();
        using var settings = file.Utf8("settings");
        using var interactions = file.Vector<byte>("interactions");
        using var losses = file.Vector<double>("losses");
        if (!interactions.Span.SequenceEqual(_interactions)) throw new InvalidDataException($"{_options.Path} is a training's with other interactions");
        if (Encoding.UTF8.GetString(settings.Span) is var theirs && theirs != _settings)
            throw new InvalidDataException($"{_options.Path} is a training's with other settings: {theirs}; now: {_settings}");
        if (losses.Length > epochs) throw new InvalidDataException($"{_options.Path} has {losses.Length} epochs; asked for are {epochs}");

        using var mapped = file.Matrix<float>("titles");
        return new ReachedState(Copy(mapped), losses.Span.ToArray());
    }

    /// <summary>Replaces the file.</summary>
    public void Write(ReachedState reached)
    {
        using var writer = SectionFileWriter.Create(_options.Path, Kind, Version);
        writer.WriteUtf8("settings", Encoding.UTF8.GetBytes(_settings));
        writer.Write<byte>("interactions", _interactions);
        writer.Write<double>("losses", [.. reached.Losses]);
        reached.Titles.Save(writer, "titles");
        writer.Commit();
    }

    private static AlignedMatrix<float> Copy(AlignedMatrix<float> from)
    {
        var to = new AlignedMatrix<float>(from.Rows, from.Dimension);
        for (var row = 0; row < from.Rows; row++) from[row].CopyTo(to.Writable(row));
        return to;
    }

    private static byte[] Fingerprint(Interactions interactions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(interactions.TitleCount));
        hash.AppendData(MemoryMarshal.AsBytes(interactions.Offsets));
        hash.AppendData(MemoryMarshal.AsBytes(interactions.Titles));
        hash.AppendData(MemoryMarshal.AsBytes(interactions.Values));
        hash.AppendData(MemoryMarshal.AsBytes(interactions.Times));
        return hash.GetHashAndReset();
    }
}
