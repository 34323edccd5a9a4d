using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests;

public sealed class KernelChoiceTests
{
    [Fact]
    public void Takes_the_best_that_the_machine_has() =>
        Assert.Same(KernelChoice.All.First(kernels => kernels.IsSupported), KernelChoice.Choose(null));

    [Fact]
    public void Takes_what_is_asked_for_whatever_the_case() =>
        Assert.IsType<ScalarKernels>(KernelChoice.Choose("Scalar"));

    [Fact]
    public void Obeys_the_environment_variable()
    {
        var asked = Environment.GetEnvironmentVariable(KernelChoice.Variable);

        Assert.Equal(KernelChoice.Choose(asked).Name, RowScan.Kernels);
    }

    [Fact]
    public void Names_what_there_is_when_asked_for_something_else()
    {
        var error = Assert.Throws<PlatformNotSupportedException>(() => KernelChoice.Choose("513"));

        Assert.Contains("RECOMMENDER_SIMD is '513'", error.Message, StringComparison.Ordinal);
        Assert.Contains("scalar", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chooses_dot_product_instructions_wherever_they_are()
    {
        Assert.SkipUnless(AvxVnni.IsSupported, "instruction set absent");

        Assert.Equal(Vector512.IsHardwareAccelerated ? "512-vnni" : "256-vnni", KernelChoice.Choose("").Name);
    }
}
