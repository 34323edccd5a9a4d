namespace Recommender.Storage.Decisions;

/// <summary>What was chosen for a title that is shown, without the chances that it was drawn by. Eight bytes.</summary>
public readonly struct TitleChoice
{
    private readonly ulong _bytes;   // as they lie in a record

    /// <summary>A choice.</summary>
    /// <param name="number">What stands for the title: in a record, the number of its <see cref="TitleRecord"/>.</param>
    /// <param name="image">The chosen image, from 0; -1 where it has none.</param>
    /// <param name="images">How many it has, up to 255.</param>
    /// <param name="trailer">The chosen trailer, from 0; -1 where it has none.</param>
    /// <param name="trailers">How many it has, up to 255.</param>
    public TitleChoice(int number, int image, int images, int trailer, int trailers) =>
        _bytes = (uint)number | ((ulong)(byte)image << 32) | ((ulong)(byte)trailer << 40) | ((ulong)(byte)images << 48) | ((ulong)(byte)trailers << 56);   // -1 is what stands for none

    internal TitleChoice(ulong bytes) => _bytes = bytes;

    /// <summary>What stands for the title.</summary>
    public int Number => (int)_bytes;

    /// <summary>The chosen image, from 0; -1 where it has none.</summary>
    public int Image => Chosen((byte)(_bytes >> 32));

    /// <summary>The chosen trailer, from 0 after the images; -1 where it has none.</summary>
    public int Trailer => Chosen((byte)(_bytes >> 40));

    /// <summary>How many images it has.</summary>
    public int Images => (byte)(_bytes >> 48);

    /// <summary>How many trailers it has.</summary>
    public int Trailers => (byte)(_bytes >> 56);

    /// <summary>How many chances belong to it: those of the images where there is more than one, and of the trailers likewise.</summary>
    public int Chances => (Images > 1 ? Images : 0) + (Trailers > 1 ? Trailers : 0);

    internal ulong Bytes => _bytes;

    /// <summary>The same with another number.</summary>
    public TitleChoice Of(int number) => new((uint)number | (_bytes >> 32 << 32));

    private static int Chosen(byte artwork) => artwork == ShownTitle.NoneChosen ? -1 : artwork;
}
