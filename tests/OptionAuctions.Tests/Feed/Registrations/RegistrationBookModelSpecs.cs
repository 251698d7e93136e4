using CsCheck;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;

namespace OptionAuctions.Tests.Feed.Registrations;

/// <summary>The book against a venue that keeps its own truth and is bad at answering.</summary>
public sealed class RegistrationBookModelSpecs
{
    private const int Scripts = 100_000;

    /// <summary>Three codes, each for both kinds of record, the two kinds of a code side by side.</summary>
    private static readonly Topic[] Topics =
        [.. Enumerable.Range(0, 6).Select(i => new Topic(new Instrument($"C{i / 2}"), (RecordKind)(i % 2)))];

    private static readonly Reaction[] Said =
        [Reaction.Activate, Reaction.Release, Reaction.RefuseCode, Reaction.ShrinkCapacity, Reaction.RetryRegistration, Reaction.RefuseCode];

    private static readonly Gen<(int Step, int Topic)[]> Script = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 5]).Array[0, 40];

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
        var book = new RegistrationBook(41);
        var venue = new Venue(cap);
        foreach (var topic in Topics[..wanted]) book.Register(topic);
        book.ConnectionOpened();
        Settle(book, venue);

        return book.Count(RegistrationStatus.Active) == Math.Min(cap, wanted)
            && venue.Registered.Count == Math.Min(cap, wanted)
            && Topics[..Math.Min(cap, wanted)].All(topic => book[topic] == RegistrationStatus.Active);
    });

    private static void AgreeAfter((RegistrationBook Book, Venue Venue) played)
    {
        var (book, venue) = played;
        Settle(book, venue);
        foreach (var topic in Topics)
        {
            Assert.True(venue.Registered.Contains(topic) == (book[topic] == RegistrationStatus.Active), $"{topic}: the book says {book[topic]}");
            Assert.True(venue.Wanted.Contains(topic) == (book[topic] != RegistrationStatus.Released), $"{topic}: the book says {book[topic]}");
        }

        Assert.Null(book.InFlight);
    }

    private static (RegistrationBook Book, Venue Venue) Play((int Step, int Topic)[] script, bool inOrder)
    {
        var book = new RegistrationBook(41);
        var venue = new Venue(cap: 4);
        book.ConnectionOpened();
        foreach (var (step, t) in script)
        {
            var topic = Topics[t];
            switch (step)
            {
                case 0 or 1:
                    venue.Wanted.Add(topic);
                    book.Register(topic, priority: t % 3);
                    break;
                case 2:
                    venue.Wanted.Remove(topic);
                    book.Release(topic);
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
                case 11 when t == 0:
                    NewLife(book, venue);
                    break;
                case 11:
                    book.Answered((Topic)new Instrument("Z9"), Reaction.Activate, "about nothing");
                    break;
                case 12: // an answer for the other kind of the code in flight
                    if (book.InFlight is { } asked) book.Answered(Sibling(asked.Topic), Said[t], "about the other kind");
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
                book.Answered(heard, reaction, "said");
            }
        }
    }

    /// <summary>From here on the venue answers everything, in order.</summary>
    private static void Settle(RegistrationBook book, Venue venue)
    {
        foreach (var (topic, reaction) in venue.Late) book.Answered(topic, reaction, "said late");
        for (var round = 0; round < 100; round++)
        {
            if (book.InFlight is not null && book.TimedOut()) NewLife(book, venue);
            if (book.Next() is not { } request)
            {
                if (LetGo(book, venue)) continue;
                return;
            }

            var answer = venue.Take(request);
            book.Answered(answer.Topic, answer.Reaction, "said");
        }

        Assert.Fail("the book asks for ever");
    }

    /// <summary>What finds no slot here is taken elsewhere, as the feed does with a line.</summary>
    private static bool LetGo(RegistrationBook book, Venue venue)
    {
        var given = book.TakeChanges().Where(change => change.Status == RegistrationStatus.Deferred).ToArray();
        foreach (var (topic, _, _, _) in given)
        {
            venue.Wanted.Remove(topic);
            book.Release(topic);
        }

        return given.Length > 0;
    }

    private static Topic Sibling(Topic topic) => topic with { Kind = 1 - topic.Kind };

    private static void NewLife(RegistrationBook book, Venue venue)
    {
        venue.Registered.Clear();
        venue.Late.Clear();
        book.ConnectionEnded();
        book.ConnectionOpened();
    }

    private sealed class Venue(int cap)
    {
        public HashSet<Topic> Wanted { get; } = [];

        public HashSet<Topic> Registered { get; } = [];

        public List<(Topic Topic, Reaction Reaction)> Late { get; } = [];

        public (Topic Topic, Reaction Reaction) Take(RegistrationRequest request)
        {
            if (request.Release)
            {
                Registered.Remove(request.Topic);
                return (request.Topic, Reaction.Release);
            }

            if (!Registered.Contains(request.Topic) && Registered.Count >= cap) return (request.Topic, Reaction.ShrinkCapacity);
            Registered.Add(request.Topic);
            return (request.Topic, Reaction.Activate);
        }
    }
}
