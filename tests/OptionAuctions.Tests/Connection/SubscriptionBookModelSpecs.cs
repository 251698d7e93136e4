using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Connection;

/// <summary>The book against a venue that keeps its own truth and is bad at answering.</summary>
public sealed class SubscriptionBookModelSpecs
{
    private const int Scripts = 100_000;

    private static readonly OptionCode[] Codes = [.. Enumerable.Range(0, 6).Select(i => new OptionCode($"C{i}"))];

    private static readonly Gen<(int Step, int Code)[]> Script = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 5]).Array[0, 40];

    [Fact]
    public void With_answers_lost_late_and_doubled_book_and_venue_agree_in_the_end() =>
        Script.Sample(script => AgreeAfter(Play(script, inOrder: true)), iter: Scripts);

    [Fact]
    public void With_answers_out_of_order_too_they_agree_in_the_next_life() => Script.Sample(
        script =>
        {
            var (book, venue) = Play(script, inOrder: false);
            NewLife(book, venue);
            AgreeAfter((book, venue));
        },
        iter: Scripts);

    [Fact]
    public void With_a_venue_that_answers_every_slot_is_used_and_the_first_wanted_have_them() => Gen.Int[0, 8].Select(Gen.Int[0, 6]).Sample((cap, wanted) =>
    {
        var book = new SubscriptionBook(41);
        var venue = new Venue(cap);
        foreach (var code in Codes[..wanted]) book.Want(code);
        book.LifeBegan();
        Settle(book, venue);

        return book.Count(RegistrationStatus.Active) == Math.Min(cap, wanted)
            && venue.Registered.Count == Math.Min(cap, wanted)
            && Codes[..Math.Min(cap, wanted)].All(code => book[code] == RegistrationStatus.Active);
    });

    private static void AgreeAfter((SubscriptionBook Book, Venue Venue) played)
    {
        var (book, venue) = played;
        Settle(book, venue);
        foreach (var code in Codes)
        {
            Assert.True(venue.Registered.Contains(code) == (book[code] == RegistrationStatus.Active), $"{code}: the book says {book[code]}");
            Assert.True(venue.Wanted.Contains(code) == (book[code] != RegistrationStatus.Released), $"{code}: the book says {book[code]}");
        }

        Assert.Null(book.InFlight);
    }

    private static (SubscriptionBook Book, Venue Venue) Play((int Step, int Code)[] script, bool inOrder)
    {
        var book = new SubscriptionBook(41);
        var venue = new Venue(cap: 4);
        book.LifeBegan();
        foreach (var (step, c) in script)
        {
            var code = Codes[c];
            switch (step)
            {
                case 0 or 1:
                    venue.Wanted.Add(code);
                    book.Want(code, priority: c % 2);
                    break;
                case 2:
                    venue.Wanted.Remove(code);
                    book.Unwant(code);
                    break;
                case 3 or 4 or 5 or 6:
                    if (book.Next() is not { } request) break;
                    var answer = venue.Take(request);
                    venue.Late.Add(answer);
                    if (step == 5) venue.Late.Add(answer);   // doubled
                    if (step != 6) Hear(venue.Late.Count);   // not late
                    break;
                case 7: // the answer is lost
                    if (book.Next() is { } unanswered) venue.Take(unanswered);
                    break;
                case 8:
                    if (book.TimedOut()) NewLife(book, venue);
                    break;
                case 9:
                    Hear(1);
                    break;
                case 10 when inOrder: // an answer is lost
                    if (venue.Late.Count > 0) venue.Late.RemoveAt(0);
                    break;
                case 10:
                    if (venue.Late.Count > 0) venue.Late.Reverse();
                    break;
                case 11 when c == 0:
                    NewLife(book, venue);
                    break;
                case 11:
                    book.Answered("Z9", Reaction.Activate, "about nothing");
                    break;
            }

            LetGo(book, venue);
            Assert.True(book.InFlight is null || book.Next() is null, "two requests in flight");
        }

        return (book, venue);

        void Hear(int answers)
        {
            for (; answers > 0 && venue.Late.Count > 0; answers--)
            {
                var (heard, reaction) = venue.Late[0];
                venue.Late.RemoveAt(0);
                book.Answered(heard.ToString(), reaction, "said");
            }
        }
    }

    /// <summary>From here on the venue answers everything, in order.</summary>
    private static void Settle(SubscriptionBook book, Venue venue)
    {
        foreach (var (code, reaction) in venue.Late) book.Answered(code.ToString(), reaction, "said late");
        for (var round = 0; round < 100; round++)
        {
            if (book.InFlight is not null && book.TimedOut()) NewLife(book, venue);
            if (book.Next() is not { } request)
            {
                if (LetGo(book, venue)) continue;
                return;
            }

            var answer = venue.Take(request);
            book.Answered(answer.Code.ToString(), answer.Reaction, "said");
        }

        Assert.Fail("the book asks for ever");
    }

    /// <summary>What finds no slot here is taken elsewhere, as the feed does with a line.</summary>
    private static bool LetGo(SubscriptionBook book, Venue venue)
    {
        var given = book.TakeChanges().Where(change => change.Status == RegistrationStatus.Deferred).ToArray();
        foreach (var (code, _, _, _) in given)
        {
            venue.Wanted.Remove(code);
            book.Unwant(code);
        }

        return given.Length > 0;
    }

    private static void NewLife(SubscriptionBook book, Venue venue)
    {
        venue.Registered.Clear();
        venue.Late.Clear();
        book.LifeEnded();
        book.LifeBegan();
    }

    private sealed class Venue(int cap)
    {
        public HashSet<OptionCode> Wanted { get; } = [];

        public HashSet<OptionCode> Registered { get; } = [];

        public List<(OptionCode Code, Reaction Reaction)> Late { get; } = [];

        public (OptionCode Code, Reaction Reaction) Take(BookRequest request)
        {
            if (request.Release)
            {
                Registered.Remove(request.Code);
                return (request.Code, Reaction.Release);
            }

            if (!Registered.Contains(request.Code) && Registered.Count >= cap) return (request.Code, Reaction.ShrinkCapacity);
            Registered.Add(request.Code);
            return (request.Code, Reaction.Activate);
        }
    }
}
