namespace OptionAuctions.Recording;

/// <summary>What a verification of a file found.</summary>
/// <param name="Problems">The damage, by offset, a thousand at most; one damage may show at several records.</param>
/// <param name="Tail">The end of a file that was not finished; <see langword="null"/> for a finished file.</param>
/// <param name="Chunks">Chunks found.</param>
/// <param name="DamagedChunks">Chunks of which nothing can be read.</param>
/// <param name="Messages">Messages that can be read.</param>
/// <param name="LostMessages">
/// Messages of damaged chunks, by the statistics or the message indexes of the file; <see langword="null"/> when neither says it. Those of a torn end
/// are not among them.
/// </param>
public sealed record McapVerification(
    IReadOnlyList<McapProblem> Problems,
    TornTail? Tail,
    int Chunks,
    int DamagedChunks,
    long Messages,
    long? LostMessages)
{
    /// <summary>Whether the file was finished and has no damage.</summary>
    public bool IsWhole => Problems.Count == 0 && Tail is null;

    /// <summary>
    /// Verifies a file: every record, every checksum, and whether chunks, message indexes and summary agree. A change of any one byte of a finished file
    /// is found; in a file that was not finished, a note, the header, and bits that decompression does not read can change unseen.
    /// </summary>
    /// <param name="stream">The whole file; it can seek, and stays open.</param>
    /// <exception cref="McapException">The file does not begin as an MCAP file does.</exception>
    public static McapVerification Verify(Stream stream)
    {
        using var verifier = new FileVerifier(stream);
        return verifier.Verify();
    }
}
