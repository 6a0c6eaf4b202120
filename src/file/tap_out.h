/*
 * tap_out.h - a test report as TAP 13
 *
 *	tap_out(sink, &report);
 *
 * Flat, for prove(1): a line for each case, by its id; what was left out is
 * ok with a SKIP; anything but PASS and SKIP is not ok. A case that did not
 * pass, or not at once, has a block of YAML behind it with its verdict, why,
 * the codes, how often it was tried, and the digest of its evidence.
 */
#ifndef FILE_TAP_OUT_H
#define FILE_TAP_OUT_H

#include "base/sink.h"
#include "model/test_report.h"

void tap_out(struct sink *sink, const struct test_report *r);

#endif
