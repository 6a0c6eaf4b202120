/* The verdict on the exit criteria, one row a criterion and scope. */
COL(CRITERION, "criterion", TEXT, "", TABLE_REQUIRED,
    "name of the criterion")
COL(SCOPE, "scope", ENUM, "DMC|OVERALL", TABLE_REQUIRED,
    "of one combination, or of all together")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "the combination; blank with OVERALL")
COL(NUMERATOR, "numerator", COUNT, "", 0,
    "what counts")
COL(DENOMINATOR, "denominator", COUNT, "", 0,
    "of how many; blank for a count")
COL(VALUE, "value", TEXT, "", 0,
    "numerator in percent of denominator, or the count")
COL(THRESHOLD, "threshold", TEXT, "", 0,
    "what it has to reach, or not to exceed")
COL(MET, "met", ENUM, "Y|N", TABLE_REQUIRED,
    "is it met")
COL(REASON, "reason", TEXT, "", 0,
    "why not")
