using System.Net.Sockets;
using Recommender.Server.Rehearsals;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Rehearsals;

public sealed class ListeningPlaceTests
{
    private const int LongerThanAnySocket = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(LongerThanAnySocket)]
    public async Task Is_reached_where_it_lies_in_a_folder_of_any_length(int length)
    {
        using var folder = new TemporaryFolder();
        var rehearsal = Directory.CreateDirectory(folder.PathOf(new string('r', length))).FullName;
        using var place = ListeningPlace.In(rehearsal);
        using var listening = NewSocket();
        listening.Bind(place.Address);
        listening.Listen();
        using var calling = NewSocket();

        await calling.ConnectAsync(place.Address, TestContext.Current.CancellationToken);

        using var called = await listening.AcceptAsync(TestContext.Current.CancellationToken);
        Assert.True(File.Exists(Path.Combine(rehearsal, "socket", "s")));
    }

    [Fact]
    public void No_other_user_may_enter_it()
    {
        if (OperatingSystem.IsWindows()) return;   // there folders have no modes
        using var folder = new TemporaryFolder();

        using var place = ListeningPlace.In(folder.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.PathOf("socket")));
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
