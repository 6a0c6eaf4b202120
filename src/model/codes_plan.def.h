/* PLAN: what migrate-plan reads and plans. Included by codes.def.h.
 * 001 to 049: what is read; 050 to 069: what a check finds. */
CODE(PLAN050, ERROR, "more attempts in a period than a node has capacity",
     "give the plan as it was made, with the capacities it was made for")
CODE(PLAN051, ERROR, "more first attempts than the class has installations",
     "give the inventory the plan was made for")
CODE(PLAN052, ERROR, "attempts outside the window of their class",
     "give the eligibility and policy the plan was made for")
CODE(PLAN053, ERROR, "attempts before the firmware they need is ready",
     "plan the firmware first, with its lead time")
CODE(PLAN054, ERROR, "more repeated attempts than failures to be expected by then",
     "give the success table the plan was made for")
CODE(PLAN055, ERROR, "attempts in a frozen period that the previous plan does not have",
     "give the previous plan it was made with")
CODE(PLAN056, ERROR, "a row of a plan for a class, period, step or attempt that there is not",
     "give the inputs the plan was made for")
CODE(PLAN057, ERROR, "a row of a plan twice", "remove one of them")
CODE(PLAN058, ERROR, "a negative price: it proves nothing",
     "give the prices that were written with the plan")
CODE(PLAN059, ERROR, "a price of a row that there is not, or twice",
     "give the prices that were written with the plan")
CODE(PLAN060, ERROR, "a gap that is stated smaller than the prices prove",
     "give the plan and its prices as they were written")
CODE(PLAN061, ERROR, "numbers that are too great to be checked",
     "correct the count, weight, capacity or price that is out of all proportion")
CODE(PLAN062, WARNING, "a milestone that is missed",
     "see what is short; the milestone's date or the capacity must give")
CODE(PLAN063, NOTE, "a goal without prices: feasible, and not proved best",
     "keep prices.csv beside the plan")
