namespace OptionAuctions.Recording;

/// <summary>The kinds of message that a recording tells apart.</summary>
public enum MessageKind
{
    /// <summary>Records of a TR.</summary>
    Data,

    /// <summary>JSON: an answer, or PINGPONG.</summary>
    Control,

    /// <summary>The beginning of a message that is too long.</summary>
    Cut,
}
