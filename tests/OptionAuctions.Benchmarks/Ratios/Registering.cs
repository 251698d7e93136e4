using System.Diagnostics;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>The time in which codes are planned for one session and registered in its book, with a venue that acknowledges each at once.</summary>
internal static class Registering
{
    /// <returns>Milliseconds.</returns>
    public static double Measure(int codes)
    {
        var topics = Enumerable.Range(0, codes).Select(i => (Topic)new Instrument(FormattableString.Invariant($"B{i:00000000}"))).ToArray();
        var began = Stopwatch.GetTimestamp();
        var (plan, book) = (new SlotPlan(appKeys: 1, codes, reserve: 0), new RegistrationBook(codes));
        book.ConnectionOpened();
        foreach (var topic in topics) // each by a subscriber of its own
        {
            plan.Register(topic, priority: 0);
            foreach (var move in plan.Decide()) book.Register(move.Topic, move.Priority);
        }

        while (book.Next() is { } request) book.Answered(request.Topic, Reaction.Activate, "");
        if (book.Count(RegistrationStatus.Active) != codes) throw new InvalidOperationException("not all were registered");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
