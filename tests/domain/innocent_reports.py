"""More phrases that say nothing of who the patient was: what people write in each corner of ultrasound.

Written before the rules that ask were, and left as they were when the rules were tuned.
"""

from __future__ import annotations

_LINES = """\
Supraspinatus full thickness tear, 14 mm AP by 18 mm retraction, Goutallier 2
Long head of biceps tendon subluxed medially, sheath fluid 3.2 mm
Subacromial bursa 2.4 mm thick, bunching at 70 degrees of abduction
Calcific deposit 11 x 6 x 5 mm, barbotage with 2 x 19G, 30 ml saline
Acromioclavicular joint: capsule 4.1 mm, step of 2 mm
Common extensor origin 6.3 mm, Doppler grade 3, tear 40 % of the footprint
Ulnar nerve 11 mm2 at the epicondyle, 6 mm2 in mid forearm, ratio 1.8
Median nerve: inlet 15, pisiform 13, forearm 6 mm2; wrist to forearm ratio 2.5
A1 pulley of ring finger 1.9 mm (contralateral 0.6 mm)
De Quervain: first compartment with septum, EPB 1.1 mm
Ganglion 9 x 7 x 4 mm dorsal to the scapholunate ligament
28 joint score: swollen 6, tender 9, DAS28 4.82
MCP2 GS 2 PD 1, MCP3 GS 3 PD 2, wrist GS 1 PD 0
Erosion 2.3 mm at the radial side of MCP 2 in two planes
GLOESS 2, total score 14/60
Hip effusion 7.8 mm, capsule to neck distance 9.1 mm against 5.4 mm
Alpha 64/62, beta 51/49, type Ia both sides, bony rim 55 %
Left alpha 49, beta 79: Graf IIc, stable, review in 4 weeks
Iliopsoas bursa 33 x 18 mm communicating with the joint
Gluteus medius 8 mm, minimus 5 mm, no tear on 3 sweeps
Baker's cyst 45 x 22 x 17 mm, 8 ml aspirated, clear
Patellar tendon 8.6 mm proximal, power Doppler 2+
Medial meniscus extruded 4.4 mm supine and 5.1 mm standing
Achilles tendon AP 9.3 mm, 4.5 cm above the insertion, gap 22 mm in plantar flexion
Plantar fascia 6.8 mm at 1 cm, right; 3.4 mm, left
Morton's neuroma 3rd space 7 x 5 mm, Mulder positive
ATFL 3.1 mm, anterior drawer 4 mm against 2 mm
Double contour sign MTP1, tophus 16 x 12 mm, urate 512 umol/l
Rectus femoris grade 2b tear 31 x 14 x 52 mm, haematoma 9 ml
Lipoma 62 x 48 x 19 mm, no flow at PRF 600 Hz
Foreign body 4 mm deep, 7 mm long, 12 o'clock from the scar
Temporal artery halo 0.6 mm right, 0.4 mm left, compression positive
Axillary artery IMT 1.2 mm and 0.9 mm, cut-off 1.0 mm
OGUS 1.42
Parotid de Wolfe 8/48, OMERACT grade 2 in all 4 glands
Thyroid: right lobe 48 x 17 x 16 mm, volume 6.8 ml; left 5.9 ml; isthmus 3 mm
Nodule 21 x 14 x 17 mm, ACR TI-RADS 4, 7 points, FNA suggested
U3 nodule, EU-TIRADS 4, Bethesda III on 2 occasions
Node level II 14 x 6 mm, ratio 2.3, hilum preserved
Thyroglossal cyst 23 mm, moves with the tongue
CCA IMT 0.71 mm, plaque 2.1 mm, ICA PSV 238 cm/s, EDV 84 cm/s
ICA/CCA ratio 3.9, NASCET 60-69 %, St Mary's ratio 14
Vertebral flow antegrade, 52 cm/s and 47 cm/s
AAA 5.4 cm, neck 22 mm, iliac 14 mm and 15 mm; recall 12 weeks
Aorta 1.8 x 1.9 cm inner to inner, 3 readings within 2 mm
ABPI 0.82 right, 1.04 left; toe pressure 55 mmHg
GSV reflux 2.8 s, diameter 7.4 mm, CEAP C4a
No DVT from CFV to calf trifurcation, 2 point compression repeated in 5 to 7 days
Wells score 3, D-dimer 1240 ng/ml FEU
AVF flow 1150 ml/min, diameter 6.2 mm at 4 cm
TIPS velocity 92, 110 and 134 cm/s
Renal artery PSV 186 cm/s, RAR 2.4, AT 62 ms
RI 0.68, 0.71, 0.66 in upper, mid and lower pole
Right kidney 112 mm, left 108 mm, cortex 14 mm, no hydronephrosis
Bosniak 2F cyst 34 mm, 3 thin septa
Stone 8 mm at the PUJ with twinkle, colour scale 40 cm/s
Bladder before 412 ml, after voiding 37 ml
Prostate 52 x 41 x 38 mm = 42 ml, PSA 3.8
Post void residual 120 ml x 2
Liver 15.8 cm MCL, CBD 4 mm, portal vein 11 mm, 22 cm/s hepatopetal
Gallbladder wall 2.6 mm, stones up to 17 mm, Murphy negative
SWE 5.8 kPa, IQR/median 14 %, 10 valid of 10, F0-F1
ATI 0.74 dB/cm/MHz, UGAP 248 dB/m
CAP 301 dB/m, LSM 9.6 kPa
CEUS LR-5: arterial rim no, wash-out at 75 s, 2.4 ml of contrast
Haemangioma seg 7, 26 mm; FNH seg 4b, 31 mm
Spleen 13.4 cm, splenunculus 11 mm
Pancreatic duct 2 mm, head 27 mm, body 14 mm
Appendix 8.2 mm, not compressible, faecolith 5 mm
Terminal ileum wall 5.5 mm over 18 cm, Limberg 3
Intussusception 32 mm target, reduced at 100 mmHg, 2 attempts
Pyloric muscle 4.2 mm, channel 18 mm
Free fluid in 2 of 4 FAST windows, about 300 ml
eFAST: lung sliding present 4/4, no pericardial fluid
BLUE protocol: A profile right, B profile left, 3 to 5 B lines a field
LUS score 14/36
Pleural effusion 42 mm at the base, about 840 ml (20 x 42)
IVC 19 mm, collapse 55 %
Optic nerve sheath 5.2 mm and 5.0 mm, 3 mm behind the globe
TAPSE 21 mm, S' 12 cm/s, RVSP 34 mmHg + RAP
LVEF 58 % Simpson, GLS -18.7 %
LVOT VTI 19.4 cm, LVOTd 2.1 cm, SV 67 ml
E/A 0.9, E/e' 11, LAVI 33 ml/m2
AVA 0.9 cm2, mean gradient 42 mmHg, Vmax 4.1 m/s
EPSS 6 mm, MAPSE 13 mm
CRL 62.4 mm = 12+5, NT 1.6 mm
CRL 7 mm, FHR 128 bpm, 6+4 weeks
GS 21 x 18 x 15 mm, MSD 18 mm, yolk sac 3.1 mm
GA 12w3d, EDD by CRL
20w0d anomaly scan, all 11 conditions seen
BPD 47.2, HC 175.6, AC 151.0, FL 32.8 mm at 20+2
EFW 2876 g, 38th centile, AFI 14.2 cm
36+6: cephalic, DVP 5.1 cm, placenta anterior 34 mm clear of the os
UA PI 1.21, MCA PI 1.74, CPR 1.44
Ut A PI 0.9 and 1.1, no notch
MCA PSV 1.2 MoM at 28+0
Cervix 31 mm TV, funnelling 0 mm, 16/40 and 20/40
MCDA twins 16+1: DVP 4.2/5.6 cm, EFW 142/151 g, discordance 6 %
T1 CRL 65.1 mm, T2 CRL 66.8 mm
G3P2, LMP uncertain
Endometrium 4.2 mm day 6, 9.8 mm day 14
AFC 9 + 11, right ovary 6.2 ml, left 7.0 ml
Follicles 18, 16, 14, 12 and 12 mm on day 11
IOTA simple rules: B2 and B4, no M feature
O-RADS 3, 52 mm dermoid; ADNEX 4.1 %
Fibroid FIGO 4, 46 x 39 x 41 mm
IUD 3D coronal, arms 32 mm
Breast: 11 mm mass at 2 o'clock, 4 cm FN, BI-RADS 4B
B3 on 14G core x 4; marker clip placed
Axillary node cortex 3.4 mm, U4
Implant, linguine sign, silicone node 12 mm
Testis 44 x 28 x 23 mm = 15 ml; right 16 ml
Microlithiasis, 7 foci a field
Varicocele 3.4 mm, Valsalva reversal 2.1 s, Sarteschi 3
Inguinal defect 18 mm, reducible
Cranial: AHW 3 mm, VI 11 mm (97th centile at 29+4), IVH grade 2
Levene index 10.8 and 11.1 mm
Resistive index ACA 0.72 at 48 h
Spine: conus at L1/2, filum 1.4 mm, 21 day old
Brachial plexus block, ISB 12 ml 0.375 % ropivacaine
Femoral nerve block 20 ml 0.25 % levobupivacaine, onset 12 min
TAP block 2 x 20 ml 0.2 %
ESP at T5, 22G 80 mm needle, depth 32 mm
PICC 4 Fr, basilic 5.1 mm, 41 cm
RIJV, 12 cm catheter, one pass
Depo-Medrone 80 mg/2 ml with 1 ml lidocaine 2 %
Hyaluronidase 1500 iu in 10 ml
PRP 5 ml, spun 1500 g for 8 min
Methylprednisolone 40 mg/ml, lot checked
Botulinum toxin A 100 units in 2 ml
Aspirated 64 ml, WCC 12 400, crystals negative
Heparin 5000 units in 500 ml
SonoVue 2.4 ml, then 1.2 ml
Thrombin 500 iu in 0.5 ml
Probe L4-20t, 15 MHz, depth 2.5 cm, one focus at 1.2 cm
Linear 18L6, hockey stick 18 MHz
C1-6 curved at 3.5 MHz, harmonics on
Endocavity E8C, 6.5 MHz
GE Voluson E10, RAB6-D, 4D
GE Vivid E95, 4Vc-D
GE LOGIQ e R8
GE Venue Go R4
Philips Affiniti 70, eL18-4 EMT
Philips CX50, S5-1
Philips Lumify L12-4
Canon Aplio i700, PLT-1005BT
Toshiba Aplio 500, PLT-704SBT
Siemens Acuson Redwood, 14L5
Siemens S2000 HELX, 9L4
Samsung HS60, LA3-16A
Samsung HERA W10
Hitachi Arietta 850, L64
Hitachi HI VISION Preirus
Esaote MyLab X8, SL3116
Esaote MyLab Twice LA435
SuperSonic Aixplorer MACH 30, L18-5
Mindray TE7 Max
Mindray DC-70, L14-6WE
Fujifilm SonoSite X-Porte
SonoSite M-Turbo HFL38x
Butterfly iQ+ on a tablet
Clarius L15 HD3
BK 5000, 18L5
Fujifilm Sonosite PX, L19-5
TI 0.3, MI 0.9, 32 Hz, 62 dB
TIb 0.7 TIs 0.4 MI 1.1
FR 41 Hz, DR 60, 2D gain 54, CG 71 %, PRF 0.8 kHz, WF 60 Hz
PRF 1.4 kHz, wall filter 80 Hz, angle 60 degrees
Persistence 3, map 5, line density H
Doppler gain 45 -> 52, PRF 900 -> 700 Hz
AO 100 %, 4.0 cm, XRES 3
Elastography, strain ratio 3.41
3D volume 28 slices at 0.5 mm
Frequencies 5/7.5/10/12 MHz compared
Phantom: depth 2, 4, 6, 8, 10 cm at 1.0 mm steps
QA: uniformity passed, dead elements 0 of 192
Machine US-03, service due in 6 months
Asset tag RAD-US-014
Serial number 31207 returned for repair
Software 3.2.1 build 4410
Probe cover lot 22A17
Gel lot 4471B
Firmware R5.0.4
Room G.14, bed 3
Room 2.117, second floor
Clinic 7b, level 3
Theatre 12
Bay 4, chair 9
Ext 4417
Bleep 2206
Bleep 0451, then room 6
Extension 71234
09:15 to 12:45, 11 scans
13.30-16.30 MSK list
Started 14:05, finished 14:32, 27 min
0830 to 1300, four new and six follow-up
2 h 15 min hands-on
List 3 of 6 this month
Week 17 of 52, 31 sessions
Q3 target 62 of 80
Logged 41 shoulders, 22 wrists and 18 knees
Scan 100 of 250
105/250, 42 %
6 of 10 observed, 4 of 10 unaided
20 cases by March 2027
January 2026 to June 2026
Autumn 2025 block
Academic year 2025/26
2024-25 appraisal
Course on 14 and 15 May
EULAR intermediate course, day 2
BSR ultrasound course, Level 2, hall 1
Attended EFSUMB webinar 4 on 3 March
Teaching on 12 March 2026 by our lead
BMUS annual meeting, 3rd to 5th December 2025
PgCert module 3, 20 credits, 40 hours
FRCR 2B in spring
CASE portfolio 12 of 30
FAMUS sign-off 8/30 lung, 10/30 DVT
FUSIC heart 50 cases, 5 observed
RCOG intermediate module, OSATS 3
OSATS 2 summative passed 11/12
Mini-IPX 4, DOPS 6, CBD 3
ARCP in week 24
GMC number 7654321 of the assessor
HCPC RA54321
GMC 6123456, supervisor
NMC PIN 98A7654E
Observed by Dr Example and Prof. Sample
Dr S. Specimen agreed with the second reading
Prof Sample scanned first
Sister Example chaperoned
Supervised by A. Example, registrar ST6
Radiographer B. Sample, band 7
Second reader C. Specimen, kappa 0.81
Discussed with the ward doctor, F2
Mr Example (orthopaedics) asked for a second look
Referred by orthopaedics for ?cuff tear
2 week wait, U5
6/52 physio, 3/12 review
3/7 of swelling, 10/10 pain at night
Symptoms for 18 months, worse for 3 weeks
Pain 8/10 -> 3/10 after the injection
72 year old, 3rd injection
54F, RA for 11 years, on MTX 20 mg weekly
Man in his 60s, gout since 2019
ACPA 340, RF 96, ESR 54, CRP 28
HbA1c 62 mmol/mol, BMI 34.2
Weight 82.5 kg, height 1.74 m
eGFR 48, creatinine 132
Hb 104, plt 187, INR 1.1
WBC 12.4, CRP 187, lactate 2.1
BP 132/84, HR 72, SpO2 97 %
GCS 15, T 37.4, RR 18
SNOMED CT 16310003
SNOMED 45036003 ultrasonography of abdomen
LOINC 24627-2
ICD-10 M77.1, M65.4
ICD-11 FB40.0
OPCS U21.6, Z94.2
NICIP code USHOR
RadLex RID10326
CPT 76881 and 76882
LA1 LA2 L3b
Modality US, code UKNER
Protocol v2.3, page 17
Guideline NG100, section 1.2.4
NICE DG44
RCR BFCR(17)3
Lancet 2019;393:1745-59
Rheumatology 2021;60(5):2156-2164
AJR 2014;203:541-547
PMID 31500123
doi:10.1093/rheumatology/kez123
arXiv 2103.00020
n = 128, AUC 0.91 (0.86-0.95), p < 0.001
Sens 87 %, spec 92 %, LR+ 10.9
ICC 0.93, SEM 0.4 mm, MDC 1.1 mm
Mean 3.4 (SD 0.8) mm, range 2.1-5.6
Bland-Altman bias 0.2 mm, limits -0.9 to 1.3
1.1, 1.3, 1.2, 1.1, 1.4 mm on five runs
12 11 13 12 12 11 mm
0.8/1.0/0.9 m/s
45 47 46 48 cm/s over 4 beats
3 mm / 5 mm / 8 mm at 1 cm, 2 cm and 3 cm
2 x 2 x 3 cm, 3.1 cm3
1:4 dilution
1:200 000 adrenaline
50:50 mix of lidocaine and saline
"""

PHRASES: tuple[str, ...] = tuple(_LINES.splitlines())
