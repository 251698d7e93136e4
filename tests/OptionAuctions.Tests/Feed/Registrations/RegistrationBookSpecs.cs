using CsCheck;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Wire;
using static OptionAuctions.RegistrationStatus;

namespace OptionAuctions.Tests.Feed.Registrations;

public sealed class RegistrationBookSpecs
{
    private static readonly Topic A = new Instrument("A1"), B = new Instrument("B1"), C = new Instrument("C1");
    private static readonly Topic ATrades = new(A.Code, RecordKind.Trade);

    [Fact]
    public void Nothing_is_asked_for_before_a_life_began()
    {
        var book = new RegistrationBook(41);
        book.Register(A);

        Assert.Null(book.Next());
        Assert.Equal(Pending, book[A]);
    }

    [Fact]
    public void One_request_is_in_flight_at_a_time_in_the_order_of_wanting()
    {
        var book = Alive(41, A, B);

        Assert.Equal(new RegistrationRequest(A, Release: false), book.Next());
        Assert.Null(book.Next());
        book.Answered(A, Reaction.Activate, "");
        Assert.Equal(new RegistrationRequest(B, Release: false), book.Next());
        Assert.Equal((Active, Requested), (book[A], book[B]));
    }

    [Fact]
    public void A_new_life_asks_for_everything_again_in_order_and_active_means_this_life()
    {
        var book = Alive(41, A, B);
        AnswerAll(book);
        book.ConnectionEnded();
        Assert.Equal((Pending, Pending), (book[A], book[B]));

        book.ConnectionOpened();

        Assert.Equal([A, B], AnswerAll(book));
        Assert.Equal(2, book.Count(Active));
    }

    [Fact]
    public void An_answer_of_the_former_life_finds_nothing_in_flight_to_activate_twice()
    {
        var book = Alive(41, A);
        book.Next();
        book.ConnectionEnded();
        book.ConnectionOpened();

        Assert.Equal(A, book.Next()!.Value.Topic);
    }

    [Fact]
    public void At_the_cap_the_capacity_is_learned_and_the_rest_wait()
    {
        var book = Alive(41, A, B, C);
        book.Next();
        book.Answered(A, Reaction.Activate, "");
        book.Next();
        book.Answered(B, Reaction.ShrinkCapacity, "OPSP0008 MAX SUBSCRIBE OVER");

        Assert.Null(book.Next());
        Assert.Equal(1, book.Capacity);
        Assert.Equal((Active, Deferred, Deferred), (book[A], book[B], book[C]));
        Assert.Contains(book.TakeChanges(), change => change is { Status: Deferred, Reason.Length: > 0 } && change.Topic == C);
    }

    [Fact]
    public void A_slot_that_comes_free_goes_to_the_first_that_waits()
    {
        var book = Alive(1, A, B);
        AnswerAll(book);
        Assert.Equal(Deferred, book[B]);

        book.Release(A);
        Assert.Equal(new RegistrationRequest(A, Release: true), book.Next());
        Assert.Null(book.Next()); // the slot is free when the venue says so
        book.Answered(A, Reaction.Release, "");

        Assert.Equal(new RegistrationRequest(B, Release: false), book.Next());
        Assert.Equal(Released, book[A]);
    }

    [Fact]
    public void A_refused_code_is_not_asked_for_again_in_any_life()
    {
        var book = Alive(41, A);
        book.Next();
        book.Answered(A, Reaction.RefuseCode, "OPSP8992 invalid tr_key");
        book.ConnectionEnded();
        book.ConnectionOpened();

        Assert.Null(book.Next());
        Assert.Equal(Refused, book[A]);
    }

    [Fact]
    public void An_error_without_a_code_is_taken_for_the_request_in_flight()
    {
        var book = Alive(41, A);
        book.Next();

        Assert.True(book.Answered(default, Reaction.RetryRegistration, "OPSP0007"));
        Assert.Equal(Pending, book[A]);
    }

    [Theory]
    [InlineData(nameof(Reaction.Activate), "")]
    [InlineData(nameof(Reaction.RefuseCode), "")]
    [InlineData(nameof(Reaction.RefuseCode), "(null)")]
    [InlineData(nameof(Reaction.Activate), "no code at all")]
    [InlineData(nameof(Reaction.RetryRegistration), "~~~")]
    public void An_answer_about_a_code_that_names_none_acknowledges_nothing_and_refuses_nothing(string reaction, string trKey)
    {
        var book = Alive(41, A);
        book.Next();

        Assert.False(book.Answered(new ControlMessage("H0ZOANC0", trKey, "0", "", "").Subject, Enum.Parse<Reaction>(reaction), ""));
        Assert.Equal((Requested, A), (book[A], book.InFlight!.Value.Topic));
    }

    [Fact]
    public void An_answer_to_a_release_that_names_no_code_releases_nothing()
    {
        var book = Alive(41, A);
        AnswerAll(book);
        book.Release(A);
        book.Next();

        Assert.False(book.Answered(default, Reaction.Release, ""));
        Assert.Equal(Releasing, book[A]);
    }

    [Fact]
    public void What_was_learned_of_the_capacity_holds_on_later_connections_until_it_is_restored()
    {
        var book = Alive(41, A, B, C);
        book.Next();
        book.Answered(A, Reaction.Activate, "");
        book.Next();
        book.Answered(B, Reaction.ShrinkCapacity, "OPSP0008 MAX SUBSCRIBE OVER");
        book.ConnectionEnded();
        book.ConnectionOpened();

        Assert.Equal([A], AnswerAll(book));
        Assert.Equal(1, book.Capacity);
        book.ConnectionEnded();
        book.ConnectionOpened(restoresCapacity: true);
        Assert.Equal([A, B, C], AnswerAll(book));
    }

    [Fact]
    public void A_session_that_took_nothing_at_all_is_tried_again_in_full()
    {
        var book = Alive(41, A);
        book.Next();
        book.Answered(A, Reaction.ShrinkCapacity, "OPSP0008 MAX SUBSCRIBE OVER");
        book.ConnectionEnded();
        book.ConnectionOpened();

        Assert.Equal(41, book.Capacity);
    }

    [Fact]
    public void What_may_be_registered_is_what_was_requested_and_not_denied()
    {
        var book = Alive(41, A, B, C);
        book.Next();
        book.Answered(A, Reaction.Activate, "");
        book.Next();

        Assert.Equal([A, B], book.Registered);
    }

    [Fact]
    public void An_answer_to_nothing_is_said_to_be_one() => Assert.False(Alive(41).Answered(A, Reaction.Activate, ""));

    [Fact]
    public void Both_kinds_of_one_code_are_asked_for_and_hold_a_slot_each()
    {
        var book = Alive(2, A, ATrades, B);

        Assert.Equal([A, ATrades], AnswerAll(book));

        Assert.Equal((Active, Active, Deferred), (book[A], book[ATrades], book[B]));
        Assert.Equal(2, book.Count(Active));
    }

    [Theory]
    [InlineData(Reaction.Activate)]
    [InlineData(Reaction.RefuseCode)]
    [InlineData(Reaction.ShrinkCapacity)]
    [InlineData(Reaction.RetryRegistration)]
    public void An_answer_for_the_other_kind_of_the_code_is_not_taken_for_the_request_in_flight(object reaction)
    {
        var book = Alive(41, A, ATrades);
        book.Next();

        Assert.True(book.Answered(ATrades, (Reaction)reaction, "said")); // it is about something in this book all the same

        Assert.Equal((Requested, Pending, 41), (book[A], book[ATrades], book.Capacity));
        Assert.Equal(new RegistrationRequest(A, Release: false), book.InFlight);
    }

    [Fact]
    public void The_release_of_one_kind_leaves_the_other_registered()
    {
        var book = Alive(41, A, ATrades);
        AnswerAll(book);
        book.Release(A);
        book.Next();
        book.Answered(ATrades, Reaction.Release, "");
        Assert.Equal((Releasing, Active), (book[A], book[ATrades]));

        book.Answered(A, Reaction.Release, "");

        Assert.Equal((Released, Active), (book[A], book[ATrades]));
    }

    [Fact]
    public void An_error_without_TR_and_code_is_taken_for_the_request_in_flight_of_either_kind()
    {
        var book = Alive(41, A, ATrades);
        book.Next();
        book.Answered(A, Reaction.Activate, "");
        book.Next();

        Assert.True(book.Answered(default, Reaction.ShrinkCapacity, "OPSP0008"));
        Assert.Equal((Active, Deferred), (book[A], book[ATrades]));
    }

    [Fact]
    public void An_answer_of_a_TR_that_is_not_served_is_about_nothing()
    {
        var book = Alive(41, A);
        book.Next();

        Assert.False(book.Answered(new AnswerSubject(A.Code, null, IsForeign: true), Reaction.RefuseCode, "said"));
        Assert.Equal(Requested, book[A]);
    }

    [Fact]
    public void An_error_without_TR_and_code_while_nothing_is_in_flight_is_about_nothing() =>
        Assert.False(Alive(41, A).Answered(default, Reaction.RetryRegistration, "OPSP9993"));

    [Fact]
    public void A_registration_for_trades_whose_answer_was_lost_is_asked_for_again()
    {
        var book = Alive(41, A, ATrades);
        book.Next();
        book.Answered(A, Reaction.Activate, "");
        book.Next();
        book.TimedOut();

        Assert.Equal(new RegistrationRequest(ATrades, Release: false), book.Next());
        book.Answered(ATrades, Reaction.Activate, "");
        Assert.Equal((Active, Active), (book[A], book[ATrades]));
    }

    [Fact]
    public void Of_both_kinds_of_two_codes_the_trades_wait_when_they_are_wanted_less()
    {
        var book = new RegistrationBook(3);
        book.Register(ATrades, priority: -1);
        book.Register(new Topic(B.Code, RecordKind.Trade), priority: -1);
        book.Register(A);
        book.Register(B);
        book.ConnectionOpened();

        Assert.Equal([A, B, ATrades], AnswerAll(book));
        Assert.Equal(Deferred, book[new Topic(B.Code, RecordKind.Trade)]);
    }

    [Fact]
    public void A_lost_answer_is_asked_for_three_times_in_a_life_and_then_the_line_is_to_be_given_up()
    {
        var book = Alive(41, A);
        var giveUp = new List<bool>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(A, book.Next()!.Value.Topic);
            giveUp.Add(book.TimedOut());
        }

        Assert.Equal([false, false, true], giveUp);
        Assert.Null(book.Next());
        Assert.Equal(Deferred, book[A]);

        book.ConnectionEnded();
        book.ConnectionOpened();
        Assert.Equal(A, book.Next()!.Value.Topic);
    }

    [Fact]
    public void An_answer_in_between_shows_that_the_line_lives()
    {
        var book = Alive(41, A, B);
        book.Next();
        book.TimedOut();
        book.Next();
        book.TimedOut();
        book.Next();
        book.Answered(A, Reaction.Activate, "");
        book.Next();

        Assert.False(book.TimedOut());
    }

    [Fact]
    public void A_code_that_the_venue_fails_on_waits_for_the_next_life_and_lets_the_others_by()
    {
        var book = Alive(41, A, B);
        for (var i = 0; i < 3; i++)
        {
            book.Next();
            book.Answered(A, Reaction.RetryRegistration, "OPSP0007 SUBSCRIBE INTERNAL ERROR");
        }

        Assert.Equal(Deferred, book[A]);
        Assert.Equal(B, book.Next()!.Value.Topic);
    }

    [Fact]
    public void An_answer_that_comes_after_its_time_is_not_trusted_and_the_code_is_asked_for_again()
    {
        var book = Alive(41, A, B);
        book.Next();
        book.TimedOut();
        book.Answered(A, Reaction.Activate, "");

        Assert.Equal(A, book.Next()!.Value.Topic);
        book.Answered(A, Reaction.Activate, "");
        Assert.Equal(Active, book[A]);
    }

    [Fact]
    public void A_code_that_may_be_registered_although_no_answer_came_is_released_at_the_venue_when_it_is_no_longer_wanted()
    {
        var book = Alive(41, A);
        book.Next();
        book.TimedOut();
        book.Release(A);

        Assert.Equal(new RegistrationRequest(A, Release: true), book.Next());
    }

    [Fact]
    public void Whatever_the_venue_does_no_more_codes_are_asked_or_active_than_the_session_takes() =>
        Gen.Int[0, 6].Array[0, 200].Sample(script =>
        {
            var book = Alive(3, A, B, C, ATrades, new Instrument("E1"));
            foreach (var step in script)
            {
                var topic = book.InFlight?.Topic ?? B;
                switch (step)
                {
                    case 0: book.Next(); break;
                    case 1: book.Answered(topic, book.InFlight is { Release: true } ? Reaction.Release : Reaction.Activate, ""); break;
                    case 2: book.TimedOut(); break;
                    case 3: book.Release(A); break;
                    case 4: book.Register(A); break;
                    case 5: book.Answered(topic, Reaction.ShrinkCapacity, ""); break;
                    case 6:
                        book.ConnectionEnded();
                        book.ConnectionOpened();
                        break;
                }
            }

            return book.Count(Active) + book.Count(Requested) <= 4 // one more can be active by an answer that came late
                && (book.InFlight is not { Release: false } asked || book[asked.Topic] is Requested or Active or Releasing or Released or Pending);
        });

    private static RegistrationBook Alive(int capacity, params Topic[] topics)
    {
        var book = new RegistrationBook(capacity);
        foreach (var topic in topics) book.Register(topic);
        book.ConnectionOpened();
        return book;
    }

    private static List<Topic> AnswerAll(RegistrationBook book)
    {
        var asked = new List<Topic>();
        while (book.Next() is { } request)
        {
            asked.Add(request.Topic);
            book.Answered(request.Topic, Reaction.Activate, "");
        }

        return asked;
    }
}
