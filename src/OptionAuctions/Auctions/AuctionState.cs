using System.Text.Json.Serialization;
using Akka.Actor;
using OptionAuctions.Auctions;

namespace OptionAuctions;

/// <summary>The state of one option's auction after the newest event: a value, which can be kept and compared for any length of time.</summary>
[JsonConverter(typeof(ModelJsonConverter<AuctionState, AuctionStateModel>))]
public record struct AuctionState : INoSerializationVerificationNeeded
{
    // What changes with each record first, and what changes a few times a day elsewhere. Fields, so that the fold changes them in place and the whole is
    // copied only when somebody reads it.
    internal AuctionFacts? _facts;
    internal AuctionNow _now;
    internal PriceMovement _moved;
    internal AgeDistribution _ages;

    /// <summary>Creates the state of an auction of which nothing is known yet.</summary>
    public AuctionState(Instrument code) => _facts = new AuctionFacts { Code = code };

    /// <summary>The option.</summary>
    public readonly Instrument Code => _now.Latest.IsNone ? Facts.Code : _now.Latest.Code;

    /// <summary>Number of records applied since the process began; grows by one with each record.</summary>
    public long Revision
    {
        readonly get => _now.Revision;
        internal set => _now.Revision = value;
    }

    /// <summary>True once a record was applied. Before, no price in <see cref="Latest"/> means nothing, and afterwards that nothing would match.</summary>
    public readonly bool HasRecord => Revision > 0;

    /// <summary>True when the newest record says that nothing would match. False before the first one.</summary>
    public readonly bool NothingWouldMatch => HasRecord && !Latest.Price.HasValue;

    /// <summary>The newest record; default, which has neither price nor time, while <see cref="HasRecord"/> is false.</summary>
    public ExpectedExecution Latest
    {
        readonly get => _now.Latest;
        internal set => _now.Latest = value;
    }

    /// <summary>When the newest record was received, KST; default while <see cref="Revision"/> is 0.</summary>
    public readonly DateTimeOffset ReceivedAt => _now.ReceivedAt == 0 ? default : new DateTimeOffset(_now.ReceivedAt, MarketTime.Offset);

    /// <summary>
    /// When the newest record was received, on the monotonic clock: a timestamp of the feed's <see cref="TimeProvider"/>. Records that were readable at
    /// once have one time.
    /// </summary>
    public long ReceivedTimestamp
    {
        readonly get => _now.Timestamp;
        internal set => _now.Timestamp = value;
    }

    /// <summary>
    /// Number of the connection over which the newest record was received, counted from 1 over all sessions. With <see cref="MessageNumber"/> and
    /// <see cref="RecordNumber"/> it names the record among all that the process has received.
    /// </summary>
    public int Epoch
    {
        readonly get => _now.Epoch;
        internal set => _now.Epoch = value;
    }

    /// <summary>Number of the data message that held the newest record, counted from 1 on its connection, those that were dropped or refused included.</summary>
    public readonly long MessageNumber => _now.Place.Message;

    /// <summary>Number of the newest record in its message, counted from 1, those that were refused included.</summary>
    public readonly int RecordNumber => _now.Place.Record;

    /// <summary>Columns that each record of that message had: more than documented when the venue has appended some.</summary>
    public readonly int Columns => _now.Place.Columns;

    /// <summary>Phase and call of trading.</summary>
    public readonly AuctionSession Session => new(_now.Trading, Facts.Since);

    /// <summary>
    /// The movement of the indicative price in the call that runs, or in the last one: a copy of 190 bytes, so read several of its members from one.
    /// </summary>
    public readonly AuctionPath Path => new(Facts.Call, _now.Path, _moved);

    /// <summary>The ages of the records at their arrival.</summary>
    public readonly AgeDistribution Ages => _now.Ages.In(_ages);

    /// <summary>Number of gaps so far.</summary>
    public int Gaps
    {
        readonly get => Facts.Gaps?.Count ?? 0;
        internal set => _facts = Facts with { Gaps = new PastGaps(value, LastGap) };
    }

    /// <summary>The newest gap; default while <see cref="Gaps"/> is 0.</summary>
    public Gap LastGap
    {
        readonly get => Facts.Gaps?.Newest ?? default;
        internal set => _facts = Facts with { Gaps = new PastGaps(Gaps, value) };
    }

    /// <summary>Since when records may be missing, KST; <see langword="null"/> while they can be received.</summary>
    public DateTimeOffset? GapSince
    {
        readonly get => AuctionPath.ToTime(Facts.GapSince);
        internal set => _facts = Facts with { GapSince = AuctionPath.Ticks(value) };
    }

    /// <summary>
    /// Why <see cref="Latest"/> can no longer be trusted as the current indication; <see cref="StaleReason.None"/> while it can.
    /// The next record of a call resets it.
    /// </summary>
    public StaleReason Stale
    {
        readonly get => _now.Stale;
        internal set => _now.Stale = value;
    }

    /// <summary>Status of the registration at the venue.</summary>
    public RegistrationStatus Registration
    {
        readonly get => _now.Registration;
        internal set => _now.Registration = value;
    }

    /// <summary>What is odd about the newest record.</summary>
    public AuctionQuality Quality
    {
        readonly get => _now.Quality;
        internal set => _now.Quality = value;
    }

    /// <summary>Number of records so far that something was odd about.</summary>
    public long OddRecords
    {
        readonly get => _now.OddRecords;
        internal set => _now.OddRecords = (uint)value;
    }

    /// <summary>Previous close on which the day's records agree, won; <see cref="Won.None"/> when no record gave one.</summary>
    public Won PreviousClose
    {
        readonly get => _now.PreviousClose;
        internal set => _now.PreviousClose = value;
    }

    /// <summary>
    /// Price at which the last call crossed, won; <see cref="Won.None"/> until it is known, or when <see cref="AuctionOptions.FinalPrice"/>
    /// does not request it.
    /// </summary>
    public Won FinalPrice
    {
        readonly get => Facts.FinalPrice;
        internal set => _facts = Facts with { FinalPrice = value };
    }

    /// <summary>Won from the last indicative price before the cross to the final price; <see cref="Won.None"/> when either is not known.</summary>
    public readonly Won Slippage => FinalPrice - _moved.Last;

    /// <summary>
    /// Expected quantity, best quotes and totals of the book, of the newest record that had some; <see langword="null"/> where the instrument's TR has none,
    /// as the forecasts of options.
    /// </summary>
    public readonly RecordDetail? Detail => Facts.Detail;

    /// <summary>Contracts or shares that would trade at the price of <see cref="Latest"/>; <see langword="null"/> where the venue does not say it.</summary>
    public readonly long? ExpectedQuantity => Facts.Detail?.Quantity;

    /// <summary>True when <see cref="Latest"/> holds a price, a call runs, and nothing marks the price as stale.</summary>
    public readonly bool IsCurrent =>
        Revision > 0 && _now.Latest.Price.HasValue && _now.Trading.InCall && Stale == StaleReason.None && Facts.GapSince == 0;

    /// <summary>
    /// Time of the newest record from the venue's clock (seconds, rounded down by the venue) to ours; can be negative when the clocks differ, by
    /// <see cref="AuctionOptions.ClockTolerance"/> at most. <see langword="null"/> where <see cref="PublishedAt"/> is.
    /// </summary>
    public readonly TimeSpan? Age => PublishedAt is { } published ? ReceivedAt - published : null;

    /// <summary>
    /// The venue's own time of the newest record, KST, to the second. The wire has no date: it is a day on which that time was not further in the future
    /// than <see cref="AuctionOptions.ClockTolerance"/>. <see langword="null"/> without a record, when the record has no time, or when its time can only be
    /// explained by clocks that differ by more.
    /// </summary>
    public readonly DateTimeOffset? PublishedAt => MarketTicks == 0 ? null : new DateTimeOffset(MarketTicks, MarketTime.Offset);

    /// <summary>Compares what the two say, whether it has been calculated already or not.</summary>
    public readonly bool Equals(AuctionState other) =>
        Facts == other.Facts && Latest == other.Latest && Path == other.Path && Ages == other.Ages
        && (_now.ReceivedAt, ReceivedTimestamp, _now.Place, Epoch, Revision, MarketTicks)
            == (other._now.ReceivedAt, other.ReceivedTimestamp, other._now.Place, other.Epoch, other.Revision, other.MarketTicks)
        && (_now.Trading, Stale, Registration, Quality, OddRecords, PreviousClose)
            == (other._now.Trading, other.Stale, other.Registration, other.Quality, other.OddRecords, other.PreviousClose);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Code, Revision, _now.ReceivedAt, _now.Place);

    /// <summary>The venue's own time of the newest record, ticks, KST; 0 without one.</summary>
    internal long MarketTicks
    {
        readonly get => _now.IsPublished ? MarketSecond.ToTicks(_now.ClockSecond) : 0;
        set => (_now.ClockSecond, _now.IsPublished) = (MarketSecond.Of(value), value != 0);
    }

    /// <summary>Revision at which phase or call last changed.</summary>
    internal readonly long PhaseRevision => Facts.PhaseRevision;

    internal readonly AuctionFacts Facts => _facts ?? AuctionFacts.None;
}
