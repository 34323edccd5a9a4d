using System.Runtime.Intrinsics;

namespace Recommender.Numerics.Kernels;

/// <summary>The one place that decides which kernels run.</summary>
internal static class KernelChoice
{
    /// <summary>Names the kernels to use, such as <c>scalar</c> or <c>256</c>, instead of the best ones.</summary>
    public const string Variable = "RECOMMENDER_SIMD";

    /// <summary>Every set, best first.</summary>
    public static IReadOnlyList<KernelSet> All { get; } =
    [
        new VectorKernels<FloatLanes512, Vector512<float>, VnniLanes256, Vector256<sbyte>, Vector256<int>>("512-vnni"),
        new VectorKernels<FloatLanes512, Vector512<float>, Avx2Lanes256, Vector256<sbyte>, Vector256<int>>("512"),
        new VectorKernels<FloatLanes256, Vector256<float>, VnniLanes256, Vector256<sbyte>, Vector256<int>>("256-vnni"),
        new VectorKernels<FloatLanes256, Vector256<float>, Avx2Lanes256, Vector256<sbyte>, Vector256<int>>("256"),
        new VectorKernels<FloatLanes128, Vector128<float>, ArmDotLanes128, Vector128<sbyte>, Vector128<int>>("128-arm-dot"),
        new VectorKernels<FloatLanes128, Vector128<float>, Ssse3Lanes128, Vector128<sbyte>, Vector128<int>>("128-ssse3"),
        new VectorKernels<FloatLanes128, Vector128<float>, PortableLanes128, Vector128<sbyte>, Vector128<int>>("128"),
        new ScalarKernels(),
    ];

    /// <summary>What this process uses. Chosen once.</summary>
    public static KernelSet Active { get; } = Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The named set, or the best one that the machine has.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no such set, or the machine lacks it.</exception>
    public static KernelSet Choose(string? name)
    {
        var choices = All.Where(kernels => kernels.IsSupported);
        if (string.IsNullOrEmpty(name)) return choices.First();

        return choices.FirstOrDefault(kernels => kernels.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new PlatformNotSupportedException(
                $"{Variable} is '{name}'; this machine has {string.Join(", ", choices.Select(kernels => kernels.Name))}");
    }
}
