using CsCheck;
using OptionAuctions.Connection;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Connection;

public sealed class SlotPlanSpecs
{
    private static readonly OptionCode[] Codes = [.. Enumerable.Range(0, 12).Select(i => new OptionCode($"C{i}"))];

    [Fact]
    public void Codes_spread_over_the_lines_with_most_room()
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
        plan.Want(Codes[0], 0);
        plan.Want(Codes[1], 0);
        plan.Want(Codes[2], 5);
        plan.Decide();

        Assert.Equal(0, plan.LineOf(Codes[2]));
        Assert.Equal([Codes[0], Codes[1]], plan.Waiting);
    }

    [Fact]
    public void A_parked_line_loses_its_codes_to_free_slots_of_the_others_once_it_has_let_go()
    {
        var plan = Plan(lines: 2, capacity: 4, wanted: 4);
        plan.Decide();
        var moving = plan.On(0).ToArray();
        plan.Blocked(0);
        Assert.Empty(plan.Decide()); // it has not let go yet

        foreach (var code in moving) plan.Released(0, code);

        Assert.Equal(moving.Select(c => new SlotMove(c, 1, 0, Withdraw: false)), plan.Decide());
    }

    [Fact]
    public void The_reserve_is_for_codes_that_lost_their_slot()
    {
        var plan = Plan(lines: 2, capacity: 3, wanted: 6, reserve: 1);
        plan.Decide();
        Assert.Equal(2, plan.Waiting.Count()); // two slots in reserve
        var moving = plan.On(0).ToArray();
        plan.Blocked(0);
        foreach (var code in moving) plan.Released(0, code);

        var taken = plan.Decide();

        Assert.Equal(moving[0], Assert.Single(taken).Code);
    }

    [Fact]
    public void A_line_that_comes_back_takes_who_waits_and_moves_nobody_back()
    {
        var plan = Plan(lines: 2, capacity: 2, wanted: 4);
        plan.Decide();
        var moving = plan.On(0).ToArray();
        plan.Blocked(0);
        foreach (var code in moving) plan.Released(0, code);
        Assert.Empty(plan.Decide());

        plan.Opened(0);

        Assert.Equal(moving, plan.Decide().Select(m => m.Code));
        Assert.Equal(2, plan.On(1).Count());
    }

    [Fact]
    public void A_code_of_higher_priority_takes_the_slot_of_the_least_when_that_one_has_left()
    {
        var plan = Plan(lines: 1, capacity: 2, wanted: 2);
        plan.Decide();
        plan.Want(Codes[5], priority: 9);

        Assert.Equal([new SlotMove(Codes[1], 0, 0, Withdraw: true)], plan.Decide());
        Assert.Empty(plan.Decide()); // and not another one while it waits
        plan.Released(0, Codes[1]);

        Assert.Equal([new SlotMove(Codes[5], 0, 9, Withdraw: false)], plan.Decide());
        Assert.Equal([Codes[1]], plan.Waiting);
    }

    [Fact]
    public void A_code_that_a_line_could_not_register_goes_elsewhere_and_not_back_in_this_life()
    {
        var plan = Plan(lines: 1, capacity: 2, wanted: 1);
        plan.Decide();
        plan.Rejected(0, Codes[0], inThisLife: true);
        Assert.True(Assert.Single(plan.Decide()).Withdraw);
        plan.Released(0, Codes[0]);
        Assert.Empty(plan.Decide());

        plan.Opened(0);

        Assert.Equal(Codes[0], Assert.Single(plan.Decide()).Code);
    }

    [Fact]
    public void A_code_that_found_no_slot_in_a_session_takes_the_next_that_comes_free()
    {
        var plan = Plan(lines: 1, capacity: 3, wanted: 3);
        plan.Decide();
        plan.Learned(0, 2);
        plan.Rejected(0, Codes[2], inThisLife: false);
        plan.Decide();
        plan.Released(0, Codes[2]);
        Assert.Empty(plan.Decide());

        plan.Unwant(Codes[0]);
        plan.Decide();
        plan.Released(0, Codes[0]);

        Assert.Equal(new SlotMove(Codes[2], 0, 0, Withdraw: false), Assert.Single(plan.Decide()));
    }

    [Fact]
    public void A_code_nobody_wants_any_more_leaves_its_line_and_the_plan()
    {
        var plan = Plan(lines: 1, capacity: 1, wanted: 2);
        plan.Decide();
        plan.Unwant(Codes[0]);

        Assert.Equal([new SlotMove(Codes[0], 0, 0, Withdraw: true)], plan.Decide());
        plan.Released(0, Codes[0]);
        Assert.Equal(Codes[1], Assert.Single(plan.Decide()).Code);
        Assert.Null(plan.LineOf(Codes[0]));
    }

    /// <summary>Plays the lines beside the plan, as actors would: a code is really on a line from the move there until it has left.</summary>
    [Fact]
    public void Whatever_happens_no_code_is_on_two_lines_and_no_line_has_more_than_it_takes() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 11], Gen.Int[0, 2]).Array[0, 150].Sample(script =>
        {
            var plan = new SlotPlan(3, 3, 1);
            var really = new Dictionary<OptionCode, int>();
            foreach (var (step, code, line) in script)
            {
                switch (step)
                {
                    case 0 or 1: plan.Want(Codes[code], line); break;
                    case 2: plan.Unwant(Codes[code]); break;
                    case 3: plan.Opened(line); break;
                    case 4:
                        plan.Blocked(line);
                        foreach (var gone in really.Where(r => r.Value == line).ToArray()) Leave(gone.Key, line);
                        break;
                    case 5: if (really.TryGetValue(Codes[code], out var on)) Leave(Codes[code], on); break;
                    case 6: plan.Rejected(line, Codes[code], inThisLife: code % 2 == 0); break;
                    case 7: plan.Learned(line, really.Count(r => r.Value == line)); break;
                }

                foreach (var move in plan.Decide())
                {
                    if (move.Withdraw ? really.GetValueOrDefault(move.Code, -1) != move.Line : !really.TryAdd(move.Code, move.Line)) return false;
                }

                if (really.GroupBy(r => r.Value).Any(g => g.Count() > 3)) return false;
            }

            return really.All(r => plan.LineOf(r.Key) == r.Value);

            void Leave(OptionCode code, int from)
            {
                really.Remove(code);
                plan.Released(from, code);
            }
        });

    private static SlotPlan Plan(int lines, int capacity, int wanted, int reserve = 0)
    {
        var plan = new SlotPlan(lines, capacity, reserve);
        foreach (var code in Codes[..wanted]) plan.Want(code, 0);
        return plan;
    }
}
