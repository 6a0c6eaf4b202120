/*
 * bug.h - the impossible
 *
 * There are three kinds of wrong in this house, and each has one treatment:
 *
 *   impossible     BUG("why")          abort; the program is wrong
 *   exhausted      mem.h               one message, status 4; the machine is
 *   bad data       diag.h              a finding, collected; the input is
 *
 * BUG() is for states that no input can bring about. If an input can, it is
 * a finding.
 *
 *	if (kind >= KIND_MAX)
 *		BUG("unknown kind");
 */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#define BUG(why) bug_at(__FILE__, __LINE__, (why))

_Noreturn void bug_at(const char *file, int line, const char *why);

#endif
