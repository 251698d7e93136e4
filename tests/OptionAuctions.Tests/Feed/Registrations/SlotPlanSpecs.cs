using CsCheck;
using OptionAuctions.Feed.Registrations;

namespace OptionAuctions.Tests.Feed.Registrations;

public sealed class SlotPlanSpecs
{
    /// <summary>Six codes, each for both kinds of record, the two kinds of a code side by side.</summary>
    private static readonly Topic[] Topics = [.. Enumerable.Range(0, 12).Select(i => new Topic(new Instrument($"C{i / 2}"), (RecordKind)(i % 2)))];

    [Fact]
    public void Topics_spread_over_the_lines_with_most_room()
    {
        var plan = Plan(lines: 3, capacity: 2, wanted: 6);
        plan.Decide();

        Assert.All([0, 1, 2], line => Assert.Equal(2, plan.On(line).Count()));
        Assert.Empty(plan.Waiting);
    }

    [Fact]
    public void What_finds_no_slot_waits_in_order_of_priority_then_arrival()
    {
        var plan = new SlotPlan(1, 1, 0);
        plan.Register(Topics[0], 0);
        plan.Register(Topics[1], 0);
        plan.Register(Topics[2], 5);
        plan.Decide();

        Assert.Equal(0, plan.SessionOf(Topics[2]));
        Assert.Equal([Topics[0], Topics[1]], plan.Waiting);
    }

    [Fact]
    public void A_parked_line_loses_its_topics_to_free_slots_of_the_others_once_it_has_let_go()
    {
        var plan = Plan(lines: 2, capacity: 4, wanted: 4);
        plan.Decide();
        var moving = plan.On(0).ToArray();
        plan.Blocked(0);
        Assert.Empty(plan.Decide()); // it has not let go yet

        foreach (var topic in moving) plan.Released(0, topic);

        Assert.Equal(moving.Select(c => new SlotMove(c, 1, 0, Release: false)), plan.Decide());
    }

    [Fact]
    public void The_reserve_is_for_topics_that_lost_their_slot()
    {
        var plan = Plan(lines: 2, capacity: 3, wanted: 6, reserve: 1);
        plan.Decide();
        Assert.Equal(2, plan.Waiting.Count()); // two slots in reserve
        var moving = plan.On(0).ToArray();
        plan.Blocked(0);
        foreach (var topic in moving) plan.Released(0, topic);

        var taken = plan.Decide();

        Assert.Equal(moving[0], Assert.Single(taken).Topic);
    }

    [Fact]
    public void A_line_that_comes_back_takes_who_waits_and_moves_nobody_back()
    {
        var plan = Plan(lines: 2, capacity: 2, wanted: 4);
        plan.Decide();
        var moving = plan.On(0).ToArray();
        plan.Blocked(0);
        foreach (var topic in moving) plan.Released(0, topic);
        Assert.Empty(plan.Decide());

        plan.Opened(0);

        Assert.Equal(moving, plan.Decide().Select(m => m.Topic));
        Assert.Equal(2, plan.On(1).Count());
    }

    [Fact]
    public void A_topic_of_higher_priority_takes_the_slot_of_the_least_when_that_one_has_left()
    {
        var plan = Plan(lines: 1, capacity: 2, wanted: 2);
        plan.Decide();
        plan.Register(Topics[5], priority: 9);

        Assert.Equal([new SlotMove(Topics[1], 0, 0, Release: true)], plan.Decide());
        Assert.Empty(plan.Decide()); // and not another one while it waits
        plan.Released(0, Topics[1]);

        Assert.Equal([new SlotMove(Topics[5], 0, 9, Release: false)], plan.Decide());
        Assert.Equal([Topics[1]], plan.Waiting);
    }

    [Fact]
    public void With_room_for_three_the_trades_that_are_wanted_less_are_the_ones_that_wait()
    {
        var plan = new SlotPlan(1, 3, 0);
        Topic a = new Instrument("A1"), b = new Instrument("B1");
        foreach (var forecasts in new[] { a, b }) plan.Register(forecasts with { Kind = RecordKind.Trade }, priority: -1);
        foreach (var forecasts in new[] { a, b }) plan.Register(forecasts, priority: 0);

        Assert.Equal([a, b, a with { Kind = RecordKind.Trade }], plan.Decide().Select(m => m.Topic));
        Assert.Equal([b with { Kind = RecordKind.Trade }], plan.Waiting);
    }

    [Fact]
    public void What_a_line_says_of_one_kind_does_not_move_the_other()
    {
        var plan = Plan(lines: 1, capacity: 2, wanted: 2); // both kinds of one code
        plan.Decide();
        plan.Release(Topics[1]);

        Assert.Equal([new SlotMove(Topics[1], 0, 0, Release: true)], plan.Decide());
        plan.Released(0, Topics[1]);

        Assert.Equal((0, null), (plan.SessionOf(Topics[0]), plan.SessionOf(Topics[1])));
    }

    [Fact]
    public void A_topic_that_a_line_could_not_register_goes_elsewhere_and_not_back_in_this_life()
    {
        var plan = Plan(lines: 1, capacity: 2, wanted: 1);
        plan.Decide();
        plan.Rejected(0, Topics[0], inThisEpoch: true);
        Assert.True(Assert.Single(plan.Decide()).Release);
        plan.Released(0, Topics[0]);
        Assert.Empty(plan.Decide());

        plan.Opened(0);

        Assert.Equal(Topics[0], Assert.Single(plan.Decide()).Topic);
    }

    [Fact]
    public void A_topic_that_found_no_slot_in_a_session_takes_the_next_that_comes_free()
    {
        var plan = Plan(lines: 1, capacity: 3, wanted: 3);
        plan.Decide();
        plan.Learned(0, 2);
        plan.Rejected(0, Topics[2], inThisEpoch: false);
        plan.Decide();
        plan.Released(0, Topics[2]);
        Assert.Empty(plan.Decide());

        plan.Release(Topics[0]);
        plan.Decide();
        plan.Released(0, Topics[0]);

        Assert.Equal(new SlotMove(Topics[2], 0, 0, Release: false), Assert.Single(plan.Decide()));
    }

    [Fact]
    public void A_topic_nobody_wants_any_more_leaves_its_line_and_the_plan()
    {
        var plan = Plan(lines: 1, capacity: 1, wanted: 2);
        plan.Decide();
        plan.Release(Topics[0]);

        Assert.Equal([new SlotMove(Topics[0], 0, 0, Release: true)], plan.Decide());
        plan.Released(0, Topics[0]);
        Assert.Equal(Topics[1], Assert.Single(plan.Decide()).Topic);
        Assert.Null(plan.SessionOf(Topics[0]));
    }

    /// <summary>Plays the lines beside the plan, as actors would: a topic is really on a line from the move there until it has left.</summary>
    [Fact]
    public void Whatever_happens_no_topic_is_on_two_lines_and_no_line_has_more_than_it_takes() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 11], Gen.Int[0, 2]).Array[0, 150].Sample(script =>
        {
            var plan = new SlotPlan(3, 3, 1);
            var really = new Dictionary<Topic, int>();
            foreach (var (step, code, line) in script)
            {
                switch (step)
                {
                    case 0 or 1: plan.Register(Topics[code], line); break;
                    case 2: plan.Release(Topics[code]); break;
                    case 3: plan.Opened(line); break;
                    case 4:
                        plan.Blocked(line);
                        foreach (var gone in really.Where(r => r.Value == line).ToArray()) Leave(gone.Key, line);
                        break;
                    case 5: if (really.TryGetValue(Topics[code], out var on)) Leave(Topics[code], on); break;
                    case 6: plan.Rejected(line, Topics[code], inThisEpoch: code % 2 == 0); break;
                    case 7: plan.Learned(line, really.Count(r => r.Value == line)); break;
                }

                foreach (var move in plan.Decide())
                {
                    if (move.Release ? really.GetValueOrDefault(move.Topic, -1) != move.AppKey : !really.TryAdd(move.Topic, move.AppKey)) return false;
                }

                if (really.GroupBy(r => r.Value).Any(g => g.Count() > 3)) return false;
            }

            return really.All(r => plan.SessionOf(r.Key) == r.Value);

            void Leave(Topic topic, int from)
            {
                really.Remove(topic);
                plan.Released(from, topic);
            }
        });

    private static SlotPlan Plan(int lines, int capacity, int wanted, int reserve = 0)
    {
        var plan = new SlotPlan(lines, capacity, reserve);
        foreach (var topic in Topics[..wanted]) plan.Register(topic, 0);
        return plan;
    }
}
