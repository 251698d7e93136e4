using System.Globalization;
using System.Text.RegularExpressions;
using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>
/// Reads the text of a scenario: one line each of <c>scenario</c> (its name), <c>says</c> (a description) and, if any, <c>pains</c>
/// (numbers), then one sentence on each line. <c>#</c> begins a comment, empty lines do not count.
/// </summary>
internal static partial class ScenarioText
{
    private static readonly Behaviour DefaultBehaviour = Behaviour.Of(new VenueOptions());
    private const int MaxLines = 1000, MaxLineLength = 1000;

    public static Scenario Read(string text, string file)
    {
        var (name, summary, pains, clauses) = ("", "", Array.Empty<int>(), new List<Clause>());
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            try
            {
                if (number > MaxLines || line.Length > MaxLineLength)
                    throw new FormatException($"more than {MaxLines} lines or {MaxLineLength} characters a line");
                switch (words[0])
                {
                    case "scenario":
                        name = NameOf(words);
                        break;
                    case "says":
                        summary = string.Join(' ', words[1..]);
                        break;
                    case "pains":
                        pains = [.. words[1..].Select(PainOf)];
                        break;
                    default:
                        clauses.Add(Sentence(words));
                        break;
                }
            }
            catch (FormatException e)
            {
                throw new ScenarioException(file, number, e.Message);
            }
        }

        if (name.Length == 0) throw new ScenarioException(file, 1, "it has no line 'scenario' with a name");
        if (summary.Length == 0) throw new ScenarioException(file, 1, "it has no line 'says' with what it does");
        if (clauses.Count == 0) throw new ScenarioException(file, number, "it does nothing: no sentence behind 'says'");
        return new Scenario(name, summary, pains, clauses);
    }

    private static Clause Sentence(ReadOnlySpan<string> words)
    {
        var when = WhenReader.Read(ref words, out var once);
        var trId = OfTr(ref words);
        var nth = EveryNth(ref words);

        foreach (var phrase in Phrases.All)
        {
            if (phrase.Match(words) is not { } filled) continue;
            var clause = new Clause(when, phrase.Make(filled), nth, trId);
            Check(clause, once);
            return clause;
        }

        throw new FormatException(Unknown(words));
    }

    /// <summary>Reads the ending that names a TR: <c>in messages of H0STASP0</c>. Returns nothing without one.</summary>
    private static string OfTr(ref ReadOnlySpan<string> words)
    {
        if (words.Length < 5 || words[^2] != "of" || words[^3] != "messages" || words[^4] != "in") return "";
        var trId = words[^1];
        if (MarketTrs.Named(trId) is null) throw new FormatException($"'{trId}' is not a TR that the venue has records for, such as H0STASP0");
        words = words[..^4];
        return trId;
    }

    /// <summary>Reads the ending that only sentences about data messages can have: <c>in every 3rd message</c>. Returns 1 without one.</summary>
    private static int EveryNth(ref ReadOnlySpan<string> words)
    {
        if (words.Length < 5 || words[^1] != "message" || words[^3] != "every" || words[^4] != "in") return 1;
        if (ScenarioValues.Ordinal(words[^2..]) is not var (nth, _)) throw new FormatException($"'{words[^2]}' is not an ordinal such as 3rd");
        words = words[..^4];
        return nth;
    }

    private static void Check(Clause clause, bool once)
    {
        if (clause.Fault is VenueAction && (clause.When is When.AlwaysOn || !once))
            throw new FormatException("this happens at a moment: say 'at', 'after' or 'every' and when, without an end");
        if (clause.Fault is Setting && once && clause.When is When.Daily or When.Every)
            throw new FormatException("this lasts: say 'from' and 'to', or 'after' or 'every' with 'for'");
        if (clause.Fault is MessageFault && clause.When is When.Every { For: null })
            throw new FormatException("say for how long: 'every … for …'");
        if (clause.Fault is Setting setting && setting.Change(DefaultBehaviour).HoldsData && clause.When.Until(default, default) is null)
            throw new FormatException("say until when data is held back: 'from … to …' or 'after … for …'");
        if (clause.Fault is Setting call && HoldsCall(call.Change(DefaultBehaviour)) && clause.When is not When.Daily)
            throw new FormatException("say when the call is held: 'from … to …'");
        if (clause.Fault is Setting gap && gap.Change(DefaultBehaviour).Gap is not null && clause.When is not When.AlwaysOn)
            throw new FormatException("stocks open every day: say it without a time");
        if (clause.Fault is not MessageFault && clause.EveryNth != 1)
            throw new FormatException("'in every … message' goes with what is done to data messages");
        if (clause.Fault is not MessageFault && clause.TrId.Length > 0)
            throw new FormatException("'in messages of …' goes with what is done to data messages");
    }

    private static bool HoldsCall(Behaviour behaviour) => behaviour.HoldsCallAfterHalt || behaviour.InterruptsStocks;

    private static string Unknown(ReadOnlySpan<string> words)
    {
        var sentence = string.Join(' ', words.ToArray());
        var first = words.IsEmpty ? "" : words[0];
        var near = Phrases.All.Where(p => p.FirstWord == first).Select(p => $"'{p.Pattern}'").ToArray();
        return near.Length == 0
            ? $"'{sentence}' is not a sentence the venue knows; README.md beside the scenarios lists them all"
            : $"'{sentence}' is not a sentence the venue knows; near it are {string.Join(", ", near)}";
    }

    private static string NameOf(string[] words) => words.Length == 2 && Name().IsMatch(words[1])
        ? words[1]
        : throw new FormatException("a name is one word of lower-case letters, digits and hyphens");

    private static int PainOf(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var pain) && pain is >= 1 and <= 99
        ? pain
        : throw new FormatException($"'{text}' is not the number of a pain");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();
}
