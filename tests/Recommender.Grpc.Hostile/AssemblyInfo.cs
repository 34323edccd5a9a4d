// Memory and open calls are those of the process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
