using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recommender.Storage.Members;

namespace Recommender.Server.Members.Events;

/// <summary>
/// A change of a portrait as the journal has it: version (1 byte), kind (1), and either the terms and some events, or what the member
/// named as liked.
/// </summary>
internal readonly ref struct PortraitChange
{
    private const byte Version = 1;
    private const byte OfEvents = 1;
    private const byte OfTastes = 2;
    private const int HeadBytes = 2;

    private PortraitChange(bool isEvents, EventTerms terms, ReadOnlySpan<PackedEvent> events, ReadOnlySpan<OnboardingTaste> tastes)
    {
        IsEvents = isEvents;
        Terms = terms;
        Events = events;
        Tastes = tastes;
    }

    /// <summary>Whether it is of events; else of tastes.</summary>
    public bool IsEvents { get; }

    /// <summary>On what terms the events are folded in.</summary>
    public EventTerms Terms { get; }

    /// <summary>The events, in the order in which they are folded in.</summary>
    public ReadOnlySpan<PackedEvent> Events { get; }

    /// <summary>What the member named.</summary>
    public ReadOnlySpan<OnboardingTaste> Tastes { get; }

    /// <summary>Bytes of a change of so many events.</summary>
    public static int BytesOf(int events) => HeadBytes + Unsafe.SizeOf<EventTerms>() + (events * Unsafe.SizeOf<PackedEvent>());

    /// <summary>Writes a change of events.</summary>
    /// <returns>Bytes written: <see cref="BytesOf"/>.</returns>
    public static int Write(in EventTerms terms, ReadOnlySpan<PackedEvent> events, Span<byte> change)
    {
        (change[0], change[1]) = (Version, OfEvents);
        MemoryMarshal.Write(change[HeadBytes..], terms);
        MemoryMarshal.AsBytes(events).CopyTo(change[(HeadBytes + Unsafe.SizeOf<EventTerms>())..]);
        return BytesOf(events.Length);
    }

    /// <summary>Writes a change of tastes.</summary>
    /// <returns>Bytes written: two, and nine for each taste.</returns>
    public static int Write(ReadOnlySpan<OnboardingTaste> tastes, Span<byte> change)
    {
        (change[0], change[1]) = (Version, OfTastes);
        var bytes = MemoryMarshal.AsBytes(tastes);
        bytes.CopyTo(change[HeadBytes..]);
        return HeadBytes + bytes.Length;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="ArgumentException">It is none of this version.</exception>
    public static PortraitChange Read(ReadOnlySpan<byte> change)
    {
        if (change is not [Version, OfEvents or OfTastes, ..]) throw Refused(change, "is of no kind that this program knows");
        var rest = change[HeadBytes..];
        if (change[1] == OfTastes)
        {
            if (rest.Length % Unsafe.SizeOf<OnboardingTaste>() != 0 || rest.Length > PortraitLimits.Tastes * Unsafe.SizeOf<OnboardingTaste>()) throw Refused(change, "is no list of tastes");
            return new PortraitChange(isEvents: false, default, [], MemoryMarshal.Cast<byte, OnboardingTaste>(rest));
        }

        if (rest.Length < Unsafe.SizeOf<EventTerms>() || (rest.Length - Unsafe.SizeOf<EventTerms>()) % Unsafe.SizeOf<PackedEvent>() != 0) throw Refused(change, "is no list of events");
        var terms = MemoryMarshal.Read<EventTerms>(rest);
        return new PortraitChange(isEvents: true, terms, MemoryMarshal.Cast<byte, PackedEvent>(rest[Unsafe.SizeOf<EventTerms>()..]), []);
    }

    private static ArgumentException Refused(ReadOnlySpan<byte> change, string problem) => new($"the change of a portrait, of {change.Length} bytes, {problem}", nameof(change));
}
