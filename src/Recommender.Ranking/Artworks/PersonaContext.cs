namespace Recommender.Ranking.Artworks;

/// <summary>The persona in whose light artworks are learnt and chosen: a member's strongest. Of whom nothing is known has none.</summary>
public static class PersonaContext
{
    /// <summary>The strongest persona, the first of those alike; -1 where there is none.</summary>
    /// <param name="personas">How much the member is of each, from 0.</param>
    public static int Of(ReadOnlySpan<float> personas)
    {
        var (best, most) = (-1, 0f);
        for (var persona = 0; persona < personas.Length; persona++)
        {
            if (personas[persona] > most) (best, most) = (persona, personas[persona]);
        }

        return best;
    }
}
