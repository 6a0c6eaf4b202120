/* state_test.c - the life of a combination holds together */
#include "model/state.h"

#include <check.h>

Suite *state_suite(void);

START_TEST(every_state_is_reached_and_left)
{
	for (unsigned s = 0; s < STATES; s++) {
		bool in = s == STATE_REPORTED, out = false;

		for (size_t i = 0; i < STATE_RULES; i++) {
			in = in || state_rules[i].to == s;
			out = out || state_rules[i].from == s;
		}
		ck_assert_msg(in, "%s is never reached",
			      state_name((enum ppc_state)s));
		ck_assert_msg(out != (s == STATE_OUT_OF_SCOPE ||
				      s == STATE_UNECONOMIC),
			      "%s", state_name((enum ppc_state)s));
	}
}
END_TEST

START_TEST(an_event_leads_to_one_state)
{
	for (size_t i = 0; i < STATE_RULES; i++) {
		enum ppc_state to;

		ck_assert(state_rules[i].source[0] != '\0');
		ck_assert(state_next(state_rules[i].from,
				     span_of(state_rules[i].event), &to));
		ck_assert_msg(to == state_rules[i].to, "%s, %s",
			      state_name(state_rules[i].from),
			      state_rules[i].event);
	}
}
END_TEST

START_TEST(the_ways_to_eligible)
{
	enum ppc_state to = STATE_REPORTED;
	unsigned ways = 0;

	ck_assert(state_next(STATE_IN_DMCT, SPAN("pass"), &to));
	ck_assert_int_eq(to, STATE_ELIGIBLE);
	ck_assert(!state_next(STATE_PENDING, SPAN("pass"), &to));
	for (size_t i = 0; i < STATE_RULES; i++)
		ways += state_rules[i].to == STATE_ELIGIBLE;
	ck_assert_uint_eq(ways, 3);
}
END_TEST

Suite *state_suite(void)
{
	Suite *s = suite_create("state");
	TCase *t = tcase_create("state");

	tcase_add_test(t, every_state_is_reached_and_left);
	tcase_add_test(t, an_event_leads_to_one_state);
	tcase_add_test(t, the_ways_to_eligible);
	suite_add_tcase(s, t);
	return s;
}
