"""Faults from outside: killed processes, a full disk, two hundred clients beside a load, loads taken back.

Real processes, real signals, a store file on a real disk. Special words: a *job* is what a child process does, a
*moment* the place in its life at which it is killed, *undisturbed* the same job without a kill.

Modules: ``county`` (a small county and mixed changes of it), ``register`` (a CSV file and the command that loads it),
``killing`` (children, moments); ``ten_loads`` (one sort of change each); ``variants`` (every single thing in which a
graph can differ), ``rebuilding`` (a graph from its digest's texts); ``small_disk``; ``census`` (a load whose every
state is known), ``questions`` (what must hold of an answer in a state), ``clients``.
"""
