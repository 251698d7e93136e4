namespace OptionAuctions.Export;

/// <summary>The exception for a folder or disk to which an export cannot be written. The message names the path and the reason, in one line.</summary>
public sealed class ExportException : IOException
{
    /// <summary>Creates the exception.</summary>
    public ExportException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public ExportException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public ExportException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>True when nothing was read yet: the folder cannot be used at all.</summary>
    public bool IsAtStart { get; init; }
}
