using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Sessions;

/// <summary>The pair of TR and key (<c>tr_id</c>, <c>tr_key</c>) that a registration is for.</summary>
/// <param name="TrId">Name of the TR.</param>
/// <param name="Code">The key when it is a code; else none.</param>
/// <param name="OtherKey">The key when it is no code, for example the id of an account whose orders are noticed; else empty. Never shown.</param>
internal readonly record struct RegistrationKey(string TrId, Instrument Code, string OtherKey = "")
{
    /// <summary>Returns the pair of a request.</summary>
    public static RegistrationKey Of(string trId, string trKey) =>
        Instrument.TryParse(trKey, out var code) ? new RegistrationKey(trId, code) : new RegistrationKey(trId, default, trKey);

    /// <summary>True when the market can have records for it: for a TR that has records here, and the code of an instrument that it takes.</summary>
    public bool HasRecords => MarketTrs.Named(TrId) is { } tr && tr.Layout.Key.Accepts(Code);
}
