# small.sh - a campaign of two cycles, for the cases of the views
# shellcheck shell=sh
at() {
	echo "SIT/$1/A1/$2/$3/cv1/ON_DEMAND/POSITIVE/$4"
}
{
	echo phase,set,ppc_id,installation_type,device_type,srv,command_variant,mode,polarity,case,mandatory,after,requirement
	echo SIT,A1,DMC-1,ACTIVE,ESME,4.1.1,1,ON_DEMAND,POSITIVE,read,Y,,R-1
	echo SIT,A1,DMC-1,ACTIVE,ESME,4.6.1,1,ON_DEMAND,POSITIVE,read,Y,"$(at DMC-1 ESME 4.1.1 read)",R-2
	echo SIT,A1,DMC-1,ACTIVE,ESME,7.4,1,ON_DEMAND,POSITIVE,read,N,"$(at DMC-1 ESME 4.6.1 read)",R-1
	echo SIT,A1,DMC-1,ACTIVE,GSME,4.1.1,1,ON_DEMAND,POSITIVE,read,N,,
	echo SIT,A1,DMC-2,MIXED,ESME,4.1.1,1,ON_DEMAND,POSITIVE,read,Y,,R-1
	echo SIT,A1,DMC-2,MIXED,ESME,7.4,1,ON_DEMAND,POSITIVE,read,Y,,R-1
} > cases.csv
{
	echo campaign,release,smso,cycle,cycle_kind,case_id,ppc_id,s1sp,srv,attempt,attempts,verdict,first_verdict,timing,final_code,sent_at,result_ms,trt_ms,esme_fw_version,voided_by,issue_ids,reason
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-1 ESME 4.1.1 read)",DMC-1,S1SP-1,4.1.1,1,1,FAIL,FAIL,IN_TRT,S1VE12,2019-11-04T09:00:00Z,4200,30000,24.01.08.00,,TI-1,"expected I0, got S1VE12"
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-1 ESME 4.6.1 read)",DMC-1,S1SP-1,4.6.1,0,0,BLOCKED,BLOCKED,NA,,,,,24.01.08.00,,,after a case that did not pass
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-1 ESME 7.4 read)",DMC-1,S1SP-1,7.4,0,0,BLOCKED,BLOCKED,NA,,,,,24.01.08.00,,,after a case that did not pass
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-1 GSME 4.1.1 read)",DMC-1,S1SP-1,4.1.1,1,2,ERROR,ERROR,NA,,2019-11-04T09:01:00Z,,30000,24.01.08.00,,,connection reset
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-1 GSME 4.1.1 read)",DMC-1,S1SP-1,4.1.1,2,2,PASS,ERROR,IN_TRT,I0,2019-11-04T09:02:00Z,29000,30000,24.01.08.00,,,
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-2 ESME 4.1.1 read)",DMC-2,S1SP-2,4.1.1,1,1,PASS,PASS,IN_TRT,I0,2019-11-04T09:03:00Z,1500,30000,24.01.08.00,,,
	echo FOC,2.9,SMSO-1,SIT-1,NORMAL,"$(at DMC-2 ESME 4.1.1 gone)",DMC-2,S1SP-2,4.1.1,1,1,LATE,LATE,LATE,I0,2019-11-04T09:04:00Z,31000,30000,24.01.08.00,,,31.0 s
	echo FOC,2.9,SMSO-1,SIT-2,NORMAL,"$(at DMC-1 ESME 4.1.1 read)",DMC-1,S1SP-1,4.1.1,1,1,PASS,PASS,IN_TRT,I0,2019-11-11T09:00:00Z,3900,30000,24.01.10.00,,,
	echo FOC,2.9,SMSO-1,SIT-2,NORMAL,"$(at DMC-1 ESME 4.6.1 read)",DMC-1,S1SP-1,4.6.1,1,1,FAIL,FAIL,LATE,E21,2019-11-11T09:01:00Z,45000,30000,24.01.10.00,,TI-2,"expected I0, got E21 & <nothing>"
	echo FOC,2.9,SMSO-1,SIT-2,NORMAL,"$(at DMC-1 ESME 7.4 read)",DMC-1,S1SP-1,7.4,0,0,BLOCKED,BLOCKED,NA,,,,,24.01.10.00,,,after a case that did not pass
	echo FOC,2.9,SMSO-1,SIT-2,NORMAL,"$(at DMC-2 ESME 4.1.1 read)",DMC-2,S1SP-2,4.1.1,0,0,SKIP,SKIP,NA,,,,,24.01.10.00,,,"DMC-2 #later"
} | sed 's/,expected I0, got \(.*\)$/,"expected I0, got \1"/' > results.csv
{
	echo issue,severity,status,opened,closed,case_ids
	echo TI-1,2,CLOSED,2019-11-04,2019-11-08,
	echo TI-2,1,OPEN,2019-11-10,,"$(at DMC-1 ESME 4.6.1 read)"
	echo TI-3,3,PLANNED,2019-11-01,,"$(at DMC-1 GSME 4.1.1 read)"
} > issues.csv
