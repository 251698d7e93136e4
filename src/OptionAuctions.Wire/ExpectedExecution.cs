using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace OptionAuctions;

/// <summary>
/// One indicative result of the call auction in progress: the price at which the order book would cross if the call ended now.
/// The exchange computes and publishes it; it is not a trade.
/// </summary>
/// <remarks>
/// Source: KIS real-time item 046, TR <c>H0ZOANC0</c>. Thirty-two bytes over fixed-point hundredths, so that a batch of them
/// crosses the hot path without an allocation. Text that does not fit is refused as a <see cref="DecodeError"/> before one of
/// these exists, so that a record is always complete. The venue sends no quantity, no date and no sequence number.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct ExpectedExecution
{
    private const int SignShift = 17, QualityShift = 25;
    private const uint TimeMask = (1u << SignShift) - 1, Midnight = 86_400; // 0 is no time, so that default has none

    private readonly uint _timeSignQuality; // second of the day in bits 0–16, sign in 17–24, quality in 25–31

    /// <summary>Creates a record from its values, which are described at the properties.</summary>
    [JsonConstructor]
    public ExpectedExecution(
        Instrument code, TimeOnly? time, Won price, Won change, ChangeSign sign, Percent rate, PhaseCode phase, RecordQuality quality = default)
    {
        Code = code;
        Price = price;
        Change = change;
        Rate = rate;
        Phase = phase;
        var second = time is { } t ? (uint)(t.Ticks / TimeSpan.TicksPerSecond) : MarketTime.Unknown;
        if (second == 0 && time is not null) second = Midnight;
        _timeSignQuality = second | ((uint)sign.RawByte << SignShift) | ((uint)quality << QualityShift);
    }

    /// <summary>Creates a record from decoded fields, in the form in which it stores them.</summary>
    /// <param name="code">Option.</param>
    /// <param name="second">Second of the day, or <see cref="MarketTime.Unknown"/>.</param>
    /// <param name="sign">The sign's character, 0 for none.</param>
    /// <param name="price">Hundredths of a won.</param>
    /// <param name="change">Hundredths of a won.</param>
    /// <param name="rate">Hundredths of a percent.</param>
    /// <param name="phase">Phase.</param>
    /// <param name="quality">Flags for what is odd about the text.</param>
    internal ExpectedExecution(Instrument code, int second, int sign, int price, int change, int rate, PhaseCode phase, int quality)
    {
        Code = code;
        Price = Won.OfHundredths(price);
        Change = Won.OfHundredths(change);
        Rate = Percent.OfHundredths(rate);
        Phase = phase;
        _timeSignQuality = (uint)second | ((uint)sign << SignShift) | ((uint)quality << QualityShift);
    }

    /// <summary>Writes a record without quality flags in four stores, in the order of the fields in memory.</summary>
    /// <param name="record">The record.</param>
    /// <param name="second">Second of the day.</param>
    /// <param name="sign">The sign's character.</param>
    /// <param name="head">The code's first eight characters.</param>
    /// <param name="tail">The code's last four.</param>
    /// <param name="rest">Price, change, rate and phase, as they are stored: numbers with the bias of <c>FixedPoint</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Write(out ExpectedExecution record, uint second, uint sign, ulong head, uint tail, Vector128<int> rest)
    {
        Unsafe.SkipInit(out record);
        ref var bytes = ref Unsafe.As<ExpectedExecution, byte>(ref record);
        Unsafe.WriteUnaligned(ref bytes, second | (sign << SignShift));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, 4), head);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, 12), tail);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref bytes, 16), rest);
    }

    /// <summary>True for <c>default</c>, which is no record: it has no code, time, price, change or rate.</summary>
    [JsonIgnore]
    public bool IsNone => Code.IsNone;

    /// <summary>Option that the record is for. Field 1, <c>OPTN_SHRN_ISCD</c>.</summary>
    public Instrument Code { get; }

    /// <summary>Won per share of the underlying; above zero, or <see cref="Won.None"/> when nothing would match. Field 3, <c>ANTC_CNPR</c>.</summary>
    public Won Price { get; }

    /// <summary>
    /// Won against the previous close, signed by field 5 whether or not the venue signed it. Field 4, <c>ANTC_CNTG_VRSS</c>.
    /// As it was received when <see cref="Quality"/> says that text and sign disagree, or when the sign is not known.
    /// </summary>
    public Won Change { get; }

    /// <summary>Percent against the previous close, signed like <see cref="Change"/>. Field 6, <c>ANTC_CNTG_PRDY_CTRT</c>.</summary>
    public Percent Rate { get; }

    /// <summary>Auction phase as the venue names it. Field 7, <c>ANTC_MKOP_CLS_CODE</c>.</summary>
    public PhaseCode Phase { get; }

    /// <summary>
    /// Korea Standard Time to the second; the wire has no date. <see langword="null"/> when the venue sent nothing or
    /// <c>000000</c>. Field 2, <c>BSOP_HOUR</c>, <c>HHmmss</c>.
    /// </summary>
    public TimeOnly? Time => (_timeSignQuality & TimeMask) switch
    {
        0 => null,
        Midnight => TimeOnly.MinValue,
        var second => new TimeOnly(second * TimeSpan.TicksPerSecond),
    };

    /// <summary>The venue's sign of the change. Field 5, <c>ANTC_CNTG_VRSS_SIGN</c>.</summary>
    public ChangeSign Sign => ChangeSign.FromRawByte((byte)(_timeSignQuality >> SignShift));

    /// <summary>Flags for what is odd about the record's text although each field could be read.</summary>
    public RecordQuality Quality => (RecordQuality)(_timeSignQuality >> QualityShift);
}
