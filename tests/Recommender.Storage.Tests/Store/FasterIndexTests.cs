using System.Reflection;
using System.Reflection.Emit;
using FASTER.core;
using Recommender.Storage.Store;

namespace Recommender.Storage.Tests.Store;

/// <summary>Whoever looks into FASTER's index must know how it is laid out.</summary>
public sealed class FasterIndexTests
{
    private static readonly FieldInfo[] Constants =
        [.. typeof(FasterBase).Assembly.GetType("FASTER.core.Constants")!.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(static field => field.IsLiteral)];

    [Fact]
    public void Takes_the_layout_that_it_was_written_for() => FasterIndex.RefuseOtherLayouts(Like("none", static value => value));

    [Theory]
    [InlineData("kEntriesPerBucket"), InlineData("kOverflowBucketIndex"), InlineData("kTagShift"), InlineData("kHashTagShift")]
    [InlineData("kTagMask"), InlineData("kAddressMask"), InlineData("kTentativeBitShift"), InlineData("kCacheLineBytes")]
    public void Refuses_a_layout_in_which_one_number_is_another_or_missing(string name)
    {
        Assert.Contains($"{name} is missing or different", Assert.Throws<NotSupportedException>(() => FasterIndex.RefuseOtherLayouts(Like(name, static value => value - 1))).Message, StringComparison.Ordinal);
        Assert.Contains($"{name} is missing or different", Assert.Throws<NotSupportedException>(() => FasterIndex.RefuseOtherLayouts(Like(name, static _ => null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_assembly_without_such_numbers() =>
        Assert.Contains("Constants is missing", Assert.Throws<NotSupportedException>(() => FasterIndex.RefuseOtherLayouts(typeof(FasterIndexTests).Assembly)).Message, StringComparison.Ordinal);

    /// <summary>An assembly with FASTER's constants, one of them changed or, by null, left out.</summary>
    private static AssemblyBuilder Like(string changed, Func<long, long?> change)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("another"), AssemblyBuilderAccess.Run);
        var constants = assembly.DefineDynamicModule("another").DefineType("FASTER.core.Constants", TypeAttributes.NotPublic);
        foreach (var field in Constants)
        {
            var value = Convert.ToInt64(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture);
            if ((field.Name == changed ? change(value) : value) is not { } kept) continue;
            constants.DefineField(field.Name, typeof(long), FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.Literal).SetConstant(kept);
        }

        constants.CreateType();
        return assembly;
    }
}
