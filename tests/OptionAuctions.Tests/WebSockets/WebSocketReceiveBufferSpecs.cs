using CsCheck;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketReceiveBufferSpecs
{
    private const int Size = 16;
    private readonly WebSocketReceiveBuffer _buffer = new(Size);

    [Fact]
    public void What_came_is_read_in_its_order_whatever_comes_and_is_taken() =>
        Gen.Select(Gen.Int[0, Size], Gen.Int[0, Size]).Array[0, 100].Sample(steps =>
        {
            var (buffer, expected, came) = (new WebSocketReceiveBuffer(Size), new List<byte>(), (byte)0);
            foreach (var (comes, taken) in steps)
            {
                var room = buffer.Room().Span;
                var count = Math.Min(comes, room.Length);
                for (var i = 0; i < count; i++) expected.Add(room[i] = ++came);
                buffer.Add(count);

                count = Math.Min(taken, expected.Count);
                buffer.Take(count);
                expected.RemoveRange(0, count);
                if (!buffer.Unread.SequenceEqual(expected.ToArray())) return false;
            }

            return buffer.Room().IsEmpty == (expected.Count == Size);
        });

    [Fact]
    public void When_all_was_read_the_whole_buffer_is_room()
    {
        Comes(10);
        _buffer.Take(10);

        Assert.Equal(Size, _buffer.Room().Length);
    }

    [Theory]
    [InlineData(12, 4)] // a quarter is left: what is there stays where it is
    [InlineData(13, 4)] // less: it moves, and what was read is room
    public void What_is_there_moves_only_for_want_of_room(int come, int room)
    {
        Comes(come);
        _buffer.Take(1);

        Assert.Equal((come - 1, room), (_buffer.Unread.Length, _buffer.Room().Length));
    }

    [Fact]
    public void It_is_full_when_what_came_left_no_room_whatever_is_read_of_it_and_until_there_is_room_again()
    {
        Comes(Size - 1);
        Assert.False(_buffer.IsFull);
        Comes(1);
        _buffer.Take(Size);
        Assert.True(_buffer.IsFull);

        Comes(1);
        Assert.False(_buffer.IsFull);
    }

    private void Comes(int count)
    {
        Assert.InRange(count, 0, _buffer.Room().Length);
        _buffer.Add(count);
    }
}
