using System.Globalization;

namespace OptionAuctions.Cli.Reports;

/// <summary>Who has which slot, as lines of text: a heading, then the registrations in the order in which they were asked for.</summary>
internal static class SlotText
{
    public static IEnumerable<string> Lines(FeedStatus status)
    {
        var used = status.Registrations.Count(slot => slot.AppKey is not null);
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{used} of {status.Sessions.Sum(session => session.Capacity)} slots are used; {status.Deferred} wait for one");
        foreach (var slot in status.Registrations)
        {
            var where = slot.AppKey is { } appKey ? DisplayNames.Feed(appKey) : "no slot";
            var why = slot.Reason.Length > 0 ? $": {slot.Reason}" : "";
            yield return $"{new Topic(slot.Code, slot.Kind),-20} {where,-10} {slot.Status.ToString().ToLowerInvariant()}{why}";
        }
    }
}
