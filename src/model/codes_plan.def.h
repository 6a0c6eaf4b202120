/* PLAN: what migrate-plan reads and plans. Included by codes.def.h.
 * 001 to 049: what is read; 050 to 069: what a check finds. */
CODE(PLAN001, ERROR, "a planner's table that cannot be read", "mend the file at that line; nothing behind it was believed")
CODE(PLAN002, ERROR, "a row with fewer or more cells than the header",
     "look for a missing delimiter, or a value that holds one and is not quoted")
CODE(PLAN003, ERROR, "bytes that are not UTF-8, or a NUL", "save the file as UTF-8")
CODE(PLAN004, ERROR, "a number that is none, or has more places than are kept",
     "write digits, with as many decimals as the message allows")
CODE(PLAN005, ERROR, "a date that is missing, does not exist, or is not YYYY-MM-DD", "write dates as YYYY-MM-DD")
CODE(PLAN006, ERROR, "a value outside the list of the column", "use one of the values that the message names")
CODE(PLAN007, ERROR, "a required column is missing", "add it")
CODE(PLAN008, NOTE, "a column that the format does not have", "leave it out")
CODE(PLAN009, ERROR, "a column named twice", "keep one of them")
CODE(PLAN010, ERROR, "a blank where a name is needed", "fill it in, or leave the row out")
CODE(PLAN011, ERROR, "a match that is not column=value joined by ';'",
     "write it as smso=SMSO-2;status=DORMANT; blank matches everything")
CODE(PLAN012, ERROR, "a match on a column that no class has", "use the name that the message proposes")
CODE(PLAN013, ERROR, "a parent or a node that the capacity table does not have", "correct the name, or add the node")
CODE(PLAN014, ERROR, "nodes that are each other's parents", "break the cycle at one of them")
CODE(PLAN015, ERROR, "a capacity that is negative, or no number",
     "write digits with at most three decimals; 0 is none, blank is no limit")
CODE(PLAN016, ERROR, "two rows of one node, combination or key that hold on the same day",
     "end the earlier one where the later one begins: 'to' is the first day on which a row no longer holds")
CODE(PLAN017, ERROR, "rows of one node that differ in parent, kind, match or unit", "only from, to and per_day may differ; give another capacity another name")
CODE(PLAN018, ERROR, "a node whose installations are not all below its parent", "let its match ask for what the parent's asks for, or take it out of the tree: blank parent")
CODE(PLAN019, ERROR, "an end that is not after its beginning", "correct one of the two dates")
CODE(PLAN020, ERROR, "installations for which the capacity table has no row", "add a node that matches them; a blank per_day is no limit")
CODE(PLAN021, WARNING, "a supplier without a node of its own where others have one", "add its row; a blank per_day is no limit")
CODE(PLAN022, ERROR, "a class that no period is open to: it may start only after its last day", "correct the dates, exclude it, or give --lenient: then it is left behind and why.csv says so")
CODE(PLAN023, ERROR, "a deadline before the first day of the plan", "give the deadline that was known on the day, or an earlier --as-of")
CODE(PLAN024, ERROR, "a calendar factor that is negative, no number, or greater than 1000", "write a factor such as 0, 0.5 or 1")
CODE(PLAN025, ERROR, "a row of a table twice", "remove one of them")
CODE(PLAN026, ERROR, "installations and meters in one plan", "say with --unit what is planned in; a dual fuel installation has two meters")
CODE(PLAN027, ERROR, "a JSON document of another kind or version", "give the file that the option asks for")
CODE(PLAN028, ERROR, "a rule with a value it cannot have", "write a whole number; a deadline is a date, or relative:+N months")
CODE(PLAN029, ERROR, "a percentage above 100", "correct it")
CODE(PLAN030, WARNING, "a row of a table that meets no installation", "correct its match, or leave it out")
CODE(PLAN031, ERROR, "an id without a combination: nothing says which installations are meant", "give --ppcl the release that has it, or add the key columns of the combination")
CODE(PLAN032, ERROR, "an installation without an id, or rows that count several", "give an inventory with a row and an id for each installation; or do without --assign and --cancel")
CODE(PLAN033, ERROR, "a weight, date or number of attempts in the inventory that is none", "correct the inventory")
CODE(PLAN034, NOTE, "installations that are eligible on the firmware planned for them", "give an eligibility table with fw_needed Y to plan the firmware step too")
CODE(PLAN035, WARNING, "rules of which none was known on the day", "give an earlier known_on, or a later --known-on")
CODE(PLAN036, ERROR, "an installation id that the inventory does not have", "correct the id")
CODE(PLAN037, ERROR, "more than the planner takes", "correct the number that is out of all proportion")
CODE(PLAN041, WARNING, "a deadline that has passed, and does not bind because --lenient was given", "give the deadline that holds now")
CODE(PLAN042, WARNING, "a class that no period is open to; it is left behind because --lenient was given", "correct the dates, or exclude it")
CODE(PLAN044, NOTE, "one attempt that stands for all of a class, because there are many",
     "none; --attempts each plans every one, which may take long")
CODE(PLAN043, NOTE, "rows of a previous plan that mean nothing any more", "none; what was planned for them is planned afresh")
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
/* 080 and on: shares, forecasts, uncertainty, scenarios, emergencies. */
CODE(PLAN080, WARNING, "a party that asks for more than 150 % of its average so far", "ask the party; the allocation follows what it asked for")
CODE(PLAN081, ERROR, "a series without rows in the unit that was asked for", "give the unit that the series counts in with --unit")
CODE(PLAN082, ERROR, "a forecast for which something was not known on the day", "give it on the command line, or a later --as-of")
CODE(PLAN083, ERROR, "a filter that holds for no installation of the plan", "correct its values; those of the inventory count")
CODE(PLAN084, ERROR, "an emergency batch for which there is no firmware capacity", "add a row of step FIRMWARE that matches it; a blank per_day is no limit")
