using Recommender.Server.Members.Events;
using Recommender.Server.Options;
using Recommender.Storage.Data;

namespace Recommender.Server.Members;

/// <summary>Puts together what knows members.</summary>
internal static class MemberServices
{
    /// <summary>Adds it; the data store is there already.</summary>
    public static IServiceCollection AddMembers(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(new EventOptions { FutureSeconds = options.EventFutureSeconds, PastDays = options.EventPastDays, Strengths = options.EventStrengths });
        services.AddSingleton(new ForgettingOptions { PauseMinutes = options.CompactionPauseMinutes, SpareBytes = options.CompactionSpareBytes });
        services.AddSingleton(static provider => provider.GetRequiredService<DataStore>().Members);
        services.AddSingleton<PortraitUpkeep>();
        services.AddSingleton<IMemberReader>(static provider =>
        {
            var members = ActivatorUtilities.CreateInstance<StoredMembers>(provider);
            provider.GetRequiredService<PortraitUpkeep>().Start(members);
            return members;
        });
        services.AddSingleton<MemberPainters>();
        services.AddSingleton<Forgetting>();
        services.AddSingleton<MemberWriter>();
        services.AddSingleton<PortraitWords>();
        services.AddSingleton<FoldingThreads>();
        services.AddSingleton<EventRecorder>();
        services.AddSingleton<MemberService>();
        return services;
    }
}
