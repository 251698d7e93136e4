using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The forms of all sentences that a scenario can have.</summary>
internal static class Phrases
{
    private const int MostMebibytes = 1024, MostNth = 1_000_000, MostPercent = 29;

    /// <summary>Sentences about how the venue behaves.</summary>
    public static IReadOnlyList<Phrase> Settings { get; } =
    [
        Set("allow {n} registrations", f => f.Number(1, 100_000), (b, n) => b with { MaxRegistrations = n }),
        Set("hold the slot for {duration} after an unclean end", f => f.Durations[0], (b, d) => b with { SlotHeld = d }),
        Set("another host holds the slot", b => b with { SlotTakenElsewhere = true }),
        Set("keep the registrations of a lost session", b => b with { KeepsGhosts = true }),
        Set("refuse registrations with {word}", f => MessageCode(f), (b, code) => b with { RefuseWith = code }),
        Set("refuse every {nth} registration with {word}",
            f => (f.Number(1, MostNth), MessageCode(f)), (b, x) => b with { RefuseWith = x.Item2, RefuseEvery = x.Item1 }),
        Set("lose every answer", b => b with { LoseAnswerEvery = 1 }),
        Set("lose every {nth} answer", f => f.Number(1, MostNth), (b, n) => b with { LoseAnswerEvery = n }),
        Set("send every answer twice", b => b with { DoubleAnswerEvery = 1 }),
        Set("send every {nth} answer twice", f => f.Number(1, MostNth), (b, n) => b with { DoubleAnswerEvery = n }),
        Set("answer after {duration}", f => f.Durations[0], (b, d) => b with { AnswerDelay = d }),
        Set("acknowledge every {nth} registration and stay silent", f => f.Number(1, MostNth), (b, n) => b with { MuteEvery = n }),
        Set("go on sending for {duration} after a release", f => f.Durations[0], (b, d) => b with { LateFor = d }),
        Set("send PINGPONG every {duration}", f => AtLeastASecond(f), (b, d) => b with { PingPongEvery = d }),
        Set("send no PINGPONG", b => b with { SendsPingPong = false }),
        Set("cut a session that does not answer PINGPONG for {duration}", f => AtLeastASecond(f), (b, d) => b with { PingPongAnswerWithin = d }),
        Set("take only text as an answer to PINGPONG", b => b with { OnlyTextAnswersPingPong = true }),
        Set("do not answer ping frames", b => b with { AnswersPing = false }),
        Set("do not answer close frames", b => b with { AnswersClose = false }),
        Set("cut a session that sends a pong frame nobody asked for", b => b with { CutsOnUnaskedPong = true }),
        Set("cut every session {duration} after it opens", f => f.Durations[0], (b, d) => b with { SessionLife = d }),
        Set("let approval keys live for {duration}", f => AtLeastASecond(f), (b, d) => b with { ApprovalKeyLife = d }),
        Set("let the first approval key be void", b => b with { FirstApprovalKeyIsVoid = true }),
        Set("refuse approval with {word}", f => f.Texts[0], (b, code) => b with { RefuseApprovalWith = code }),
        Set("allow one approval every {duration}", f => f.Durations[0], (b, d) => b with { ApprovalEvery = d }),
        Set("answer approval after {duration}", f => f.Durations[0], (b, d) => b with { ApprovalDelay = d }),
        Set("open sessions after {duration}", f => f.Durations[0], (b, d) => b with { HandshakeDelay = d }),
        Set("refuse connections", b => b with { RefusesConnections = true }),
        Set("be silent", b => b with { Silent = true }),
        Set("send no data", b => b with { NoData = true }),
        Set("hold data back", b => b with { HoldsData = true }),
        Set("hold a call after a halt", b => b with { HoldsCallAfterHalt = true }),
        Set("interrupt every stock for its volatility", b => b with { InterruptsStocks = true }),
        Set("open every stock {n} percent higher", f => f.Number(1, MostPercent), (b, n) => b with { Gap = n }),
        Set("open every stock {n} percent lower", f => f.Number(1, MostPercent), (b, n) => b with { Gap = -n }),
    ];

    /// <summary>Sentences about what is done to data messages.</summary>
    public static IReadOnlyList<Phrase> Messages { get; } =
    [
        Spoil("append a column", Distortions.AppendColumns(1, "35")),
        new Phrase("append {n} columns", f => new MessageFault(Distortions.AppendColumns(f.Number(1, 100), "0"))),
        Spoil("append an empty column", Distortions.AppendColumns(1, "")),
        Spoil("append a price", Distortions.AppendPrice),
        Spoil("shift the columns by one", Distortions.ShiftColumns),
        Spoil("merge price and change into one column", Distortions.MergeColumns),
        Spoil("leave out the last column", Distortions.DropLastColumn),
        Spoil("break the UTF-8", Distortions.BreakUtf8),
        Spoil("count one record too many", Distortions.CountIsOffBy(1)),
        Spoil("count one record too few", Distortions.CountIsOffBy(-1)),
        Spoil("count no records", Distortions.CountIs(0)),
        Spoil("send messages twice", Distortions.Twice),
        Spoil("lose messages", Distortions.Lose),
        Spoil("swap messages with the next", Distortions.SwapWithNext),
        Spoil("join messages with the next", Distortions.JoinWithNext),
        Spoil("cut the text in half", Distortions.Halve),
        Spoil("say that the text is encrypted", Distortions.MarkEncrypted),
        Spoil("send changes without their minus", Distortions.WithoutMinus),
        Spoil("exchange change and sign", Distortions.ExchangeChangeAndSign),
        Spoil("send books without a forecast", Distortions.WithoutForecast),
        new Phrase("write {word} as the price", f => new MessageFault(Distortions.PriceIs(f.Texts[0]))),
        Spoil("write nothing as the price", Distortions.PriceIs("")),
        new Phrase("write {word} as the quantity", f => new MessageFault(Distortions.QuantityIs(f.Texts[0]))),
        new Phrase("write {word} as the time", f => new MessageFault(Distortions.TimeIs(f.Texts[0]))),
        new Phrase("write {word} as the phase", f => new MessageFault(Distortions.PhaseIs(f.Texts[0]))),
        new Phrase("write {word} as the code", f => new MessageFault(Distortions.CodeIs(f.Texts[0]))),
    ];

    /// <summary>Sentences about what happens at a moment.</summary>
    public static IReadOnlyList<Phrase> Actions { get; } =
    [
        new Phrase("cut every session", _ => new VenueAction.Cut()),
        new Phrase("cut every session in the middle of a frame", _ => new VenueAction.CutMidFrame()),
        new Phrase("close every session with {n}", f => new VenueAction.Close(f.Number(1000, 4999))),
        new Phrase("send {n} MiB of a message that never ends", f => new VenueAction.Unfinished(f.Number(1, MostMebibytes))),
        new Phrase("restart for {duration}", f => new VenueAction.Restart(f.Durations[0])),
        new Phrase("forget every approval key", _ => new VenueAction.ForgetKeys()),
        new Phrase("say {text}", f => new VenueAction.Say(f.Texts[0])),
    ];

    public static IEnumerable<Phrase> All => [.. Settings, .. Messages, .. Actions];

    private static Phrase Set(string pattern, Func<Behaviour, Behaviour> change) => new(pattern, _ => new Setting(change));

    private static Phrase Set<T>(string pattern, Func<PlaceholderValues, T> read, Func<Behaviour, T, Behaviour> change) => new(pattern, filled =>
    {
        var value = read(filled);
        return new Setting(behaviour => change(behaviour, value));
    });

    private static Phrase Spoil(string pattern, Distortion distort) => new(pattern, _ => new MessageFault(distort));

    private static string MessageCode(PlaceholderValues filled) => AnswerCode.All.Any(a => a.MessageCode == filled.Texts[0])
        ? filled.Texts[0]
        : throw new FormatException($"'{filled.Texts[0]}' is not a msg_cd of the venue");

    private static TimeSpan AtLeastASecond(PlaceholderValues filled) => filled.Durations[0] >= TimeSpan.FromSeconds(1)
        ? filled.Durations[0]
        : throw new FormatException("shorter than 1 second");
}
