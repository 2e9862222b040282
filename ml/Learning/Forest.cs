using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.FastTree;

namespace TradeLive.Learning;

/// <summary>
/// Regression trees, flattened: the sum of one leaf of each. Trained by ML.NET; walked here, because a walk of flat arrays takes a
/// microsecond, needs no engine per thread, and tells what each feature contributed.
/// </summary>
public sealed class Forest
{
    /// <summary>A node of a tree; a leaf where <see cref="Left"/> is negative.</summary>
    /// <param name="Feature">Place in the whole vector that is asked.</param>
    /// <param name="Threshold">At most this goes left.</param>
    /// <param name="Value">Of a leaf its own; of a node the mean of its leaves by <paramref name="Cover"/>.</param>
    /// <param name="Cover">Share of the training cases that came by.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Node(int Feature, float Threshold, int Left, int Right, double Value, double Cover);

    const double Unvisited = 1e-3;

    readonly Node[] nodes;
    readonly int[] roots;
    readonly ForestWalk walk;

    public Forest(Node[] nodes, int[] roots) => (this.nodes, this.roots, walk) = (nodes, roots, new(nodes, roots));

    public IReadOnlyList<Node> Nodes => nodes;
    public IReadOnlyList<int> Roots => roots;

    /// <summary>Whether every node is come to once and asks a place that there is: what was stored may be forged.</summary>
    public static bool IsSound(Node[] nodes, int[] roots, int length)
    {
        var seen = new bool[nodes.Length];
        var waiting = new Stack<int>(roots);
        while (waiting.TryPop(out var at))
        {
            if (at < 0 || at >= nodes.Length || seen[at]) return false;
            seen[at] = true;
            if (nodes[at].Left < 0) continue;
            if (nodes[at].Feature < 0 || nodes[at].Feature >= length) return false;
            waiting.Push(nodes[at].Left);
            waiting.Push(nodes[at].Right);
        }
        return true;
    }

    /// <param name="ensemble">Trees as ML.NET trained them, on a selection of the vector's places.</param>
    /// <param name="places">Which place of the whole vector each of their features is.</param>
    /// <param name="sample">Cases, by which covers are counted.</param>
    public static Forest Of(RegressionTreeEnsemble ensemble, int[] places, IReadOnlyList<float[]> sample, double scale)
    {
        var nodes = new List<Node>();
        var roots = new List<int>();
        for (var i = 0; i < ensemble.Trees.Count; i++) roots.Add(Add(nodes, ensemble.Trees[i], places, scale * ensemble.TreeWeights[i]));
        var forest = new Forest([.. nodes], [.. roots]);
        return new(forest.Covered(sample), forest.roots);
    }

    static int Add(List<Node> nodes, RegressionTree tree, int[] places, double scale)
    {
        var inner = tree.NumberOfNodes;
        var start = nodes.Count;
        int At(int child) => child < 0 ? start + inner + ~child : start + child;
        for (var node = 0; node < inner; node++)
            nodes.Add(new(places[tree.NumericalSplitFeatureIndexes[node]], (float)tree.NumericalSplitThresholds[node], At(tree.LeftChild[node]), At(tree.RightChild[node]), 0, 0));
        foreach (var leaf in tree.LeafValues) nodes.Add(new(-1, 0, -1, -1, leaf * scale, 0));
        return start;
    }

    Node[] Covered(IReadOnlyList<float[]> sample)
    {
        var visits = new double[nodes.Length];
        // No leaf is quite without: a path that no case took must still be shared out.
        for (var at = 0; at < visits.Length; at++) visits[at] = nodes[at].Left < 0 ? Unvisited : 0;
        foreach (var vector in sample)
            foreach (var root in roots)
                visits[Leaf(root, vector)]++;
        var covered = (Node[])nodes.Clone();
        foreach (var root in roots) Cover(covered, visits, root);
        return covered;
    }

    static Node Cover(Node[] nodes, double[] visits, int at)
    {
        var node = nodes[at];
        if (node.Left < 0) return nodes[at] = node with { Cover = visits[at] };
        var (left, right) = (Cover(nodes, visits, node.Left), Cover(nodes, visits, node.Right));
        var cover = left.Cover + right.Cover;
        return nodes[at] = node with { Value = (left.Value * left.Cover + right.Value * right.Cover) / cover, Cover = cover };
    }

    int Leaf(int root, ReadOnlySpan<float> vector)
    {
        var at = root;
        while (nodes[at].Left >= 0) at = Next(nodes[at], vector);
        return at;
    }

    static int Next(in Node node, ReadOnlySpan<float> vector) => vector[node.Feature] <= node.Threshold ? node.Left : node.Right;

    public double Score(ReadOnlySpan<float> vector) => walk.Score(vector);

    /// <summary>What the forest says of the average case.</summary>
    public double Average => roots.Sum(root => nodes[root].Value);

    /// <summary>
    /// Adds to each place what it contributed against the average, exactly as much in all as the score differs from it
    /// (Shapley values over the tree's own paths: Lundberg, Erion and Lee 2018, "Consistent individualized feature attribution for tree ensembles").
    /// </summary>
    public void Explain(ReadOnlySpan<float> vector, Span<double> contributions, double scale) => new TreeShares(nodes, vector, contributions, scale).Add(roots);
}
