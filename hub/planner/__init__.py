"""From an operation as asked to a plan that names no database and waits for the values of a request.

Special words: a *plan* is what one operation asks, a *fetch* one level of it, run once for all its parents together;
a *read* says what a fetch's rows hold, an *out* how rows become the answer; a *slot* is a value that comes only when
the plan is run, so that one plan serves all requests of a shape.

Modules in the order in which a question meets them: ``asked`` (the operation as the planner sees it), ``surface`` (all
types of the API and, by ``meaning``, what each field is), ``build`` (from fields to a plan, whose nouns are ``plan``,
``where`` and ``outs``), ``rules`` (from plan to plan), ``explain`` (a plan in words).
"""
