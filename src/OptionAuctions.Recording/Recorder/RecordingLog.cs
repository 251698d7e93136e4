using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>
/// The files of a recorder, used by its thread alone: a new one each day, when one is large, and after the disk has failed. What cannot be written is counted
/// as skipped, and the next file begins with a note of it.
/// </summary>
/// <param name="options">The options, checked.</param>
/// <param name="time">The clock.</param>
/// <param name="alarm">Receives a sentence when messages begin to be skipped, and one when that has ended.</param>
internal sealed class RecordingLog(RecorderOptions options, TimeProvider time, Action<string> alarm) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private RecordingSegment? _segment;
    private SkippedMessages _missing; // not noted in a file yet
    private long _written, _bytes; // by the files before this one
    private long _retriedAt, _skippedBefore; // timestamp; before the problem there is now

    /// <summary>Messages in closed chunks, of all files.</summary>
    public long Written => _written + (_segment?.Written ?? 0);

    /// <summary>Messages that were skipped.</summary>
    public long Skipped { get; private set; }

    /// <summary>Bytes written to all files.</summary>
    public long Bytes => _bytes + (_segment?.Length ?? 0);

    /// <summary>Files begun.</summary>
    public int Files { get; private set; }

    /// <summary>Why messages are skipped now.</summary>
    public string? Problem { get; private set; }

    /// <summary>True when messages wait for their chunk to be closed.</summary>
    public bool HasOpenChunk => _segment?.HasOpenChunk == true;

    /// <summary>Begins the first file.</summary>
    /// <exception cref="IOException">There can be none; the message names the folder.</exception>
    public void Open()
    {
        try
        {
            Directory.CreateDirectory(options.Directory);
            Begin();
        }
        catch (Exception error) when (RecordingFolder.IsFileError(error))
        {
            throw new IOException($"nothing can be recorded to {options.Directory}: {error.Message}", error);
        }
    }

    /// <summary>Writes messages that were taken, and counts those that found no room behind them.</summary>
    public void Write(ReadOnlySpan<byte> taken, SkippedMessages skipped)
    {
        while (!taken.IsEmpty)
        {
            var head = WaitingMessages.Next(ref taken, out var bytes);
            if (!TryWrite(head, bytes)) Miss(new SkippedMessages(1, head.ReceivedAt, head.ReceivedAt));
        }

        if (skipped.Count > 0)
        {
            Fail("the disk is too slow", skipped);
            Try(NoteMissing);
        }
        else if (Problem is not null && _segment is { Written: > 0 })
        {
            EndProblem();
        }
    }

    /// <summary>Closes the open chunk when it is old enough, and looks whether a disk that failed takes files again.</summary>
    public void Tick() => Try(() =>
    {
        if (_segment is null) TryResume();
        else _segment.CloseChunkIfDue(MarketTime.Now(time));
    });

    /// <summary>Ends the file.</summary>
    public void Close()
    {
        if (_segment is null) Try(() => TryResume(evenIfEarly: true)); // for the note of what is missing
        Try(() => _segment?.End());
        Dispose();
    }

    public void Dispose()
    {
        if (_segment is null) return;
        (_written, _bytes) = (Written, Bytes);
        _segment.Dispose();
        _segment = null;
    }

    private bool TryWrite(WaitingMessage head, ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (_segment is null) TryResume();
            if (_segment is null) return false;
            if (_segment.Length >= options.MaxFileBytes || _segment.Day != Today) Next();
            _segment.Write(head, bytes);
            return true;
        }
        catch (Exception error) when (RecordingFolder.IsFileError(error))
        {
            Abandon(error);
            return false;
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(MarketTime.Now(time).DateTime);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (RecordingFolder.IsFileError(error))
        {
            Abandon(error);
        }
    }

    private void Next()
    {
        _segment!.End();
        Dispose();
        Begin();
    }

    private void Begin()
    {
        var now = MarketTime.Now(time);
        if (options.KeepDays is { } days) RecordingFolder.DeleteBefore(options.Directory, options.Name, Today.AddDays(1 - days));
        _segment = RecordingSegment.Begin(options, RecordingFolder.NewPath(options.Directory, options.Name, now), now);
        Files++;
    }

    private void TryResume(bool evenIfEarly = false)
    {
        if (!evenIfEarly && time.GetElapsedTime(_retriedAt) < RetryAfter) return;
        _retriedAt = time.GetTimestamp();
        Begin();
        NoteMissing();
    }

    /// <summary>Writes where messages are missing, with their number.</summary>
    private void NoteMissing()
    {
        if (_segment is null || _missing.Count == 0) return;
        _segment.Note(RecordingNotes.Gap, RecordingNotes.OfGap(_missing, Problem ?? ""));
        _missing = default;
    }

    private void Abandon(Exception error)
    {
        var lost = _segment?.Abandon() ?? default;
        Dispose();
        _retriedAt = time.GetTimestamp();
        Fail(error.Message, lost);
    }

    private void Fail(string reason, SkippedMessages skipped)
    {
        if (Problem is null)
        {
            _skippedBefore = Skipped;
            alarm($"messages are not recorded: {reason}");
        }

        Problem = reason;
        Miss(skipped);
    }

    private void EndProblem()
    {
        alarm(string.Create(CultureInfo.InvariantCulture, $"recording goes on; {Skipped - _skippedBefore} messages were skipped: {Problem}"));
        Problem = null;
    }

    private void Miss(SkippedMessages skipped)
    {
        Skipped += skipped.Count;
        _missing = _missing.With(skipped);
    }
}
