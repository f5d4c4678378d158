// Package compare tells whether one system keeps faith with people better than
// another, by their answers to the same sources.
//
// Two means are not enough to tell. Sources differ far more than systems do: a
// bereavement loses more than a parcel, whoever answers. So the systems are
// compared pair by pair, on the same source, and what is looked at are the
// differences:
//
//   - The paired bootstrap gives the interval in which the mean difference
//     lies, were other sources drawn (Koehn 2004).
//   - Approximate randomisation gives the chance of a difference as large if
//     the two systems were one, and which of them gave which answer a toss of a
//     coin (Noreen 1989, Riezler & Maxwell 2005).
//
// Both are drawn with a seed that is part of the signature, so a comparison
// says the same whenever it is made.
//
// Eight measures are tested: the score, four mechanisms, three dimensions. One
// in twenty differences of nothing is significant by chance, so one of eight
// would be every third time. [Difference.Significant] therefore holds the
// p-values to Holm's bound, which keeps the chance of any false alarm among the
// eight at one in twenty.
package compare
