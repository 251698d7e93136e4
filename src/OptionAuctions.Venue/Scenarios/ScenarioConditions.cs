using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The conditions of the market under a scenario.</summary>
internal static class ScenarioConditions
{
    /// <summary>
    /// Returns the calls of the options with those that the scenario adds, and how far stocks open from their previous close. A halt is one of the stocks too,
    /// unless they have a call then anyway.
    /// </summary>
    /// <exception cref="ArgumentException">Calls overlap.</exception>
    public static MarketConditions Of(Scenario scenario, VenueOptions options, Behaviour initial)
    {
        var halts = Windows(b => b.HoldsCallAfterHalt).Select(when => CallWindow.AfterHalt(when.From, when.To)).ToArray();
        var interruptions = Windows(b => b.InterruptsStocks).Select(when => CallWindow.VolatilityInterruption(when.From, when.To));
        var stocks = options.StockCalls.Concat(interruptions).ToArray();
        var halted = halts.Where(halt => !stocks.Any(call => call.Overlaps(halt))).Select(halt => CallWindow.VolatilityInterruption(halt.From, halt.End));
        return new MarketConditions(
            InOrder(options.Calls.Concat(halts), scenario), InOrder(stocks.Concat(halted), scenario), Always(scenario, initial).Gap);

        IEnumerable<When.Daily> Windows(Func<Behaviour, bool> holds) =>
            scenario.Clauses.Where(c => c.Fault is Setting s && holds(s.Change(initial))).Select(c => c.When).OfType<When.Daily>();
    }

    private static CallWindow[] InOrder(IEnumerable<CallWindow> calls, Scenario scenario)
    {
        var ordered = calls.OrderBy(call => call.From).ToArray();
        return CallWindow.FollowEachOther(ordered)
            ? ordered
            : throw new ArgumentException($"scenario '{scenario.Name}' holds a call that overlaps another call of the day", nameof(scenario));
    }

    private static Behaviour Always(Scenario scenario, Behaviour initial) => scenario.Clauses
        .Where(c => c.When is When.AlwaysOn).Select(c => c.Fault).OfType<Setting>().Aggregate(initial, (behaviour, setting) => setting.Change(behaviour));
}
