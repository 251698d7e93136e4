using System.Formats.Tar;
using System.Globalization;

namespace OptionAuctions.Wire;

/// <summary>
/// Reads files that a user names: regular files of bounded size, whole. A pipe or a device is refused before it is opened, since opening or reading
/// one can block for ever, and so is a file that is too long.
/// </summary>
public static class RegularFile
{
    /// <summary>Reads a file; a link is followed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Bytes that it may have.</param>
    /// <exception cref="IOException">
    /// There is no such file, it is no regular file, it has more bytes, or it cannot be read; the message names it and says which.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAllBytes(string path, int maxBytes)
    {
        var full = Path.GetFullPath(path); // a link is resolved relative to it
        full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        if (Directory.Exists(full)) throw new IOException($"'{path}' is a folder, and no file");
        var length = new FileInfo(full).Length;
        if (length == 0 && !IsRegular(full)) throw new IOException($"'{path}' is a pipe or a device, and no regular file");
        if (length > maxBytes)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has {length:N0} bytes; it may have {maxBytes:N0} at most"));

        using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[length + 1]; // one more, so that a file that grows is noticed
        var read = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return read <= length ? content[..read] : throw new IOException($"'{path}' is being written");
    }

    /// <summary>
    /// True when a file without bytes is a regular one. What a pipe and a device are to the framework, it tells nowhere but in the entry that it
    /// makes for them in an archive, for which it does not open them.
    /// </summary>
    private static bool IsRegular(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true)) writer.WriteEntry(path, "entry");
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
    }
}
