namespace OptionAuctions.Market;

/// <summary>The parser of the session windows of a day: <c>normal opening-call 08:30-08:40</c>.</summary>
internal static class SessionText
{
    private const string Normal = "normal", LastDay = "last-day";

    /// <summary>The states in the order in which a day has them.</summary>
    private static readonly SessionState[] States =
    [
        new(AuctionPhase.CallOpen, CallKind.Opening),
        new(AuctionPhase.Indicative, CallKind.Opening),
        new(AuctionPhase.NoCancel, CallKind.Opening),
        new(AuctionPhase.Continuous, CallKind.None),
        new(AuctionPhase.CallOpen, CallKind.Closing),
        new(AuctionPhase.Indicative, CallKind.Closing),
        new(AuctionPhase.NoCancel, CallKind.Closing),
    ];

    /// <summary>Their names, in the same order.</summary>
    private static readonly string[] Names =
    [
        "opening-call", "opening-published", "opening-no-cancel", "continuous", "closing-call", "closing-published", "closing-no-cancel",
    ];

    public static DayHours Read(CalendarFile file)
    {
        var (normal, last) = (new List<SessionSpan>(), new List<SessionSpan>());
        foreach (var line in file.Lines())
        {
            if (line.Fields.Length != 3) throw line.Wrong("a line is a day, a state and a window, such as 'normal continuous 09:00-15:35'");
            var day = line.Fields[0] switch
            {
                Normal => normal,
                LastDay => last,
                var other => throw line.Wrong($"'{other}' is neither '{Normal}' nor '{LastDay}'"),
            };
            day.Add(Span(line, day.Count > 0 ? day[^1] : null));
        }

        return new DayHours(Hours(Normal, normal, file), Hours(LastDay, last, file));
    }

    private static SessionSpan Span(CalendarLine line, SessionSpan? before)
    {
        var (name, text) = (line.Fields[1], line.Fields[2]);
        var order = Array.IndexOf(Names, name);
        if (order < 0) throw line.Wrong($"'{name}' is not a state: say {string.Join(", ", Names)}");
        if (!SessionWindow.TryParse(text, out var window))
            throw line.Wrong($"'{text}' is not a window such as 09:00-15:35, which ends later than it begins");

        if (before is var (earlier, state))
        {
            var orderBefore = 0;
            while (States[orderBefore].Phase != state.Phase || States[orderBefore].Call != state.Call) orderBefore++;
            if (order <= orderBefore) throw line.Wrong($"'{name}' cannot follow '{Names[orderBefore]}'");
            if (window.From != earlier.To) throw line.Wrong($"{text} does not begin where the window before it, {earlier}, ends");
        }

        return new SessionSpan(window, States[order]);
    }

    private static SessionHours Hours(string day, List<SessionSpan> spans, CalendarFile file) =>
        spans.Any(span => span.State.Phase == AuctionPhase.Continuous)
            ? new SessionHours([.. spans])
            : throw new CalendarException(file.Name, $"'{day}' has no window 'continuous'");
}
