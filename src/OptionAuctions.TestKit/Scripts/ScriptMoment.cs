using System.Globalization;
using System.Text;

namespace OptionAuctions.TestKit;

/// <summary>One event of a script, with its time.</summary>
/// <param name="At">Time of day, KST.</param>
/// <param name="Event">The kind of the event.</param>
/// <param name="Message">The message, for an event of kind <see cref="ScriptEvent.Message"/>.</param>
internal sealed record ScriptMoment(TimeOnly At, ScriptEvent Event, byte[]? Message = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At:HH:mm:ss} {Event switch
    {
        ScriptEvent.Message => Encoding.UTF8.GetString(Message!),
        ScriptEvent.ConnectionLost => "connection lost",
        ScriptEvent.ConnectionRestored => "connection restored",
        _ => "",
    }}").TrimEnd();
}
