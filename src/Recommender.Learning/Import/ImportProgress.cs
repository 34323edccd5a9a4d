namespace Recommender.Learning.Import;

/// <summary>How far the reading of a file is.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Bytes read, of a packed file as they are packed.</param>
/// <param name="TotalBytes">Bytes of the file; 0 where nobody knows, as of a pipe.</param>
/// <param name="Lines">Lines read.</param>
public readonly record struct ImportProgress(string File, long Bytes, long TotalBytes, long Lines);
