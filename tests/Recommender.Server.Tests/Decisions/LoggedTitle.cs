namespace Recommender.Server.Tests.Decisions;

/// <summary>A title as the log has it.</summary>
/// <param name="Said">Its id, and the chosen image and trailer with their probabilities.</param>
/// <param name="Title">Its id.</param>
/// <param name="Image">The chosen image's id.</param>
/// <param name="Propensity">With what probability it was drawn.</param>
/// <param name="Chances">Of all images.</param>
/// <param name="Sums">Of the chances, for images and trailers where there are several.</param>
internal sealed record LoggedTitle(string Said, string Title, string Image, float Propensity, float[] Chances, List<double> Sums);
