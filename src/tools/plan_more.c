/* Which question it is. */
#include "tools/plan_more.h"

const struct table_format *plan_more_format(const struct plan_more *m)
{
	return m->shares.given ? &allocation_format :
	       m->backtest ? &backtest_format :
	       m->compare->n ? &compare_format :
	       m->pace ? &pace_format : NULL;
}

int plan_more_usage(const struct frame *f, const struct plan_more *m)
{
	if (m->monte_carlo.given && (m->monte_carlo.value == 0 ||
	    m->monte_carlo.value > PLAN_TRIALS_MAX))
		return frame_usage(f, "--monte-carlo: a plan is tried 1 to %u "
				   "times", PLAN_TRIALS_MAX);
	if ((m->seed.given || m->completion) && !m->monte_carlo.given)
		return frame_usage(f, "--seed and --completion belong to "
				   "--monte-carlo; give it");
	if (m->allocation && !m->demand)
		return frame_usage(f, "--allocation shares what --demand "
				   "asks for; give it");
	if (m->demand && !m->fair && !m->allocation)
		return frame_usage(f, "--demand is for --fair and "
				   "--allocation; give one of them");
	if (m->residue.given || m->population.given)
		return frame_usage(f, "--population and --residue belong to "
				   "--backtest or --pace; give one of them");
	return -1;
}

int plan_alone(struct frame *f, const struct plan_more *m, char **files,
	       int n)
{
	const unsigned asked = (unsigned)m->shares.given +
			       (m->backtest != NULL) + (m->compare->n > 0);

	if (asked > 1)
		return frame_usage(f, "--shares, --backtest and --compare "
				   "each replace the rows; give one of them");
	if (m->shares.given)
		return plan_shares_run(f, m, files, n);
	if (m->backtest)
		return n ? frame_usage(f, "--backtest reads no inventory") :
			   plan_backtest_run(f, m);
	if (m->compare->n)
		return plan_compare_run(f, m, files, n);
	return m->pace ? plan_pace_run(f, m, files, n) :
			 plan_more_usage(f, m);
}
