/*
 * junit_out.h - a test report as JUnit XML
 *
 *	junit_out(sink, &report);
 *
 * The small form that all readers accept: the Ant schema (windyroad) and
 * that of Jenkins' xUnit plugin. The root holds suites, nothing else; a suite
 * its properties, cases, and the two outputs, in that order; a case at most
 * one of skipped, failure, error, and no text. Attempts are properties of the
 * suite, and stand in its system-out with the digests of their evidence.
 *
 * Times are seconds with three decimals, timestamps have no zone. A suite of
 * which no time is known says 1970-01-01. What XML cannot hold becomes U+FFFD.
 */
#ifndef FILE_JUNIT_OUT_H
#define FILE_JUNIT_OUT_H

#include "base/sink.h"
#include "model/test_report.h"

void junit_out(struct sink *sink, const struct test_report *r);

#endif
