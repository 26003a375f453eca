"""Phrases of an ordinary ultrasound logbook that say nothing of who the patient was."""

from __future__ import annotations

from . import innocent_reports

_LINES = """\
7.5 MHz
12 MHz linear probe, depth 3.5 cm
3 x 4 mm
3 × 4 × 11 mm
partial tear 3 x 4 mm, 12 mm from the insertion
12.5 mm, 13.1 mm, 11.9 mm
1.2 3.4 4.5 5.6 6.7
12 14 13 11 10 9 8
120/80 mmHg
median nerve CSA 14 mm2 at the wrist, 8 mm² in the forearm
CSA 12, 13, 14 and 16 mm2
scan on 28/03/2026
scan on 28 March 2026 at 14:05
2026-03-28 14:05
28/03/26 14:05
28.03.2026, repeated 11.04.2026
seen 3/10, again 17/10 and 24/10/26
Tuesday 24 November 2026
week 48 of 2026
C-7K3M
case C-2345, compare case number C-2346
C-7K3M and C-9XQ2 are the same patient, P-7
patient P-7
patient key P-1234
patient no P-12
patient ID P-12
C5/6 level, roots C5-C8
L4/5 facet, L5/S1
T12
EC1-EC6 intact
MCPs 2-5, PIPs 2-5
2nd to 5th MCP joints
grade 2 synovitis, power Doppler grade 1
EULAR-OMERACT grade 0-3
Graf type IIa, alpha 58, beta 60
alpha angle 62 degrees
BI-RADS 4a
TI-RADS 3
LI-RADS 2
O-RADS 2
U2
GP referral, 45 year old woman
age 45
aged 30-39
67M, painful arc for 6/12
6 weeks post op
38+2 weeks
born at 38/40, breech
born 38/40
born at 34 weeks, now 6/52 corrected
baby born at term, hips checked at 6 weeks
newborn 28/03/2026 hip screening
first born 2026
born in Ireland, works as a painter
baby born by section at 39+1
Apgar 9/10
GA 20+3, EFW 350 g
HC 178 mm, AC 152 mm, FL 33 mm
hCG 125000 iu/l
CRP 125, ESR 48, RF 1024
VAS 7/10
MRC 4/5
PSV 120 cm/s, EDV 35 cm/s, RI 0.71
PSV 120 110 105 cm/s
MI 0.8 TI 0.4
frame rate 25 Hz, gain 62 %, dynamic range 65 dB
L12-3 probe
L15-7io hockey stick
C5-1, then L12-5
eL18-4
ML6-15-D
GE Logiq E10
Philips EPIQ 7
Canon Aplio i800
Samsung RS85
Mindray Resona 7
Siemens Acuson Sequoia 10L4
room 4, machine 2
Ward 12
site RXH, room 3
scanner serial no 10472
software version 12.1.4
preset MSK 2
20 ml 0.5 % bupivacaine
40 mg triamcinolone, 2 ml 1 % lidocaine
21G 50 mm needle
22 gauge
5 minutes
1 h 30
90 min list, 7 patients
patients 1-7
7 patients, 2 DNA
patient no 3 of the list
patient no. 4
exam no 12
exam number 7 of 12
fifth exam of the day
unit 2
unit number 3
hospital no. 2
NHS 111 referral
NHS England 2023 guidance
NHS trust
no NHS number given
NHS number not asked for
I removed the NHS number from the image
MRN hidden on images
hospital number covered
accession number withheld
names removed
patient name not visible
patient name: removed
Patient name: n/a
patient name on the image was covered
surname covered on the still
DOB covered
DOB not recorded
date of birth masked
e-mail sent to supervisor
e-mailed the report
@ 3 cm depth
3 mm @ 12 o'clock
7.5 MHz@3.5cm
10 o'clock, 4 cm from the nipple
2 o'clock position
2:00
O'Driscoll exercise
Dr Example agreed
Supervised by A. Example
Mr B. Example's list
supervisor GMC 1234567
HCPC RA12345
NMC 12A3456E
1234567
123456
12345678
BMUS 2019 guideline
RCR 2017 recommendations, level 1
doi:10.1148/radiol.2018181234
https://doi.org/10.1007/s00330-017-1234-5
doi 10.1136/annrheumdis-2016-209201
ISBN 0-7020-3131-3
ISBN 0702031313
ISSN 1742-271X
scores 0/1/2/1/0/3/2/1/0/1
sha256 9990000018ab00ff9990000018ab00ff9990000018ab00ff9990000018ab00ff
record 01999000-0018-7000-8000-999000001800
PMID 28765432
ICD M75.1
SNOMED 202852003
SNOMED 128139000
Ann Rheum Dis 2005;64(12):1703-9
Radiology 2018;288:37-48
pages 1024-1032
odds ratio 1.45 (95 % CI 1.12-1.88)
p = 0.0012
250 examinations, 150 unassisted
target 250, logged 187
1,024 scans
1 000 000
0.123456789
3.14159
1-2-3
1 2 3 4 5
1 2 3 4 5 6 7 8 9
2 3 2 1 3 2 2 1 2
scores 2/3 1/3 0/3
images 12 to 48
images at 10 20 30 as before
30 clips, 12 stills
clip 3, frame 120
00:01:23
reference values 2.5-3.5 mm
NI
no NI
CHI squared test
pas de problème
ris de veau
order 2 more probes
study of 2024
study no 2
research study of 350 patients
request form 2
episode 2 of 3
referral no longer needed
in this patient no 3 mm lesion was missed
in this patient no effusion
patient no longer in pain after 12 weeks
patient 3
pt 4
PIN 4 mm
CTS Q 3.2
SN 12345 transducer
AB 12
ABC 123
M25.5
Z01.8
2D, 3D, 4D
5G
COVID-19
H2O gel
50 : 50
1/2 width tear
½ width tear
25–50 %
< 3 mm
≥ 250
±2 SD
−1.5 SD
5 cm²
10⁻³
Größe 12 mm
épaisseur 3,5 mm
μ = 4.2
поперечный размер 12 мм
第3中手骨 5mm
①②③
2+ oedema, 1+ flow
+/- effusion
~5 ml
30-45° probe angle, >60° avoided
Anisotropy at ±10°
Sweep 1 L, sweep 2 R
Images 1-24, clips 25 to 31
Still 14, cine 220 frames
Frame 117 of 240
4.2 s loop
IMG 0042 used for teaching
Series 3, image 112
Case 17 in my teaching folder
Third attempt, 19 min, 2 prompts
Normal study
Normal. Consent verbal.
Poor window, BMI 41
Chaperone present
Interpreter used
Nothing found at 18 MHz, repeat with 24 MHz
To repeat in 2027
Discharged, no follow-up
May need MRI
March fracture 2nd metatarsal
Mass effect none
Master class on hips, 2 h
Miss rate 3 of 40
Missed a 4 mm tear, learned to sweep further
Do not miss Baker's cyst rupture
Master the long axis first
Will read Jacobson chapter 4
Learned: 1) tilt 2) heel-toe 3) PRF down
"""

PHRASES: tuple[str, ...] = (*_LINES.splitlines(), *innocent_reports.PHRASES)
