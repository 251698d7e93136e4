using System.Globalization;
using System.Text;

namespace OptionAuctions.TestKit;

/// <summary>What a script has happen.</summary>
internal enum ScriptEvent
{
    /// <summary>Nothing but that it is so late.</summary>
    Time,

    /// <summary>A message comes.</summary>
    Message,

    /// <summary>The line is lost.</summary>
    LineLost,

    /// <summary>The line is had again, and the codes are registered.</summary>
    LineBack,
}

/// <summary>One thing that happens in a script, and when.</summary>
/// <param name="At">Time of day, KST.</param>
/// <param name="Event">What happens.</param>
/// <param name="Message">The message, of that kind.</param>
internal sealed record ScriptMoment(TimeOnly At, ScriptEvent Event, byte[]? Message = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At:HH:mm:ss} {Event switch
    {
        ScriptEvent.Message => Encoding.UTF8.GetString(Message!),
        ScriptEvent.LineLost => "line lost",
        ScriptEvent.LineBack => "line back",
        _ => "",
    }}").TrimEnd();
}
