namespace OptionAuctions.Wire;

/// <summary>The kind of a message, by its first byte.</summary>
public enum EnvelopeKind
{
    /// <summary>Neither of the others; <see cref="EnvelopeHead.Error"/> has the reason.</summary>
    Refused,

    /// <summary>Records of a TR that is served.</summary>
    Data,

    /// <summary>JSON: an answer to a request, or PINGPONG.</summary>
    Control,
}
