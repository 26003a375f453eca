"""What logbooks of other programs call their columns, and what no logbook may have a column of."""

from __future__ import annotations

from sonolog.domain.term_names import fold
from sonolog.exchange.import_map import LEFT_OUT, NUMBER, WORDS


def listed_in(text: str) -> list[str]:
    """Return what is written with commas between."""
    return [" ".join(word.split()) for word in text.split(",")]


HEADINGS: dict[str, str] = {
    "date": "date,scan date,date of scan,date of examination,examination date,exam date,date performed,performed on"
    ",date of procedure,procedure date,date of study,study date,day,when,timestamp,time stamp,datetime,date time"
    ",date and time,created at,scanned at,scanned on,visit date,session date,date done",
    "region": "region,body region,body part,area,area scanned,anatomical area,anatomical region,anatomy,joint"
    ",region scanned,body area,anatomical site,site scanned,part examined",
    "side": "side,laterality,left right,l r,left or right,lr,side scanned",
    "structures": "structures,structure,structure examined,structures examined,structures scanned,tendon,tendons",
    "examination": "examination,examination type,exam type,type of examination,scan type,type of scan,modality area"
    ",specialty,application",
    WORDS: "procedure,procedures,examination,exam,examinations,study,study description,scan,scans,scan performed"
    ",type of scan,scan type,exam type,scanned,ultrasound,us scan,us examination,investigation,examination performed"
    ",procedure name,what was scanned",
    "finding": "finding,findings,result,results,outcome,normal abnormal,normal or abnormal,normality,overall finding",
    "pathologies": "pathology,pathologies,diagnosis,diagnoses,findings,pathology found,abnormality,us diagnosis"
    ",ultrasound diagnosis,result",
    "note": "note,notes,comment,comments,remarks,remark,report,report text,findings,description,details,free text"
    ",additional comments,additional notes,conclusion,impression",
    "indication": "indication,indications,clinical indication,clinical question,reason,reason for scan,referral reason"
    ",clinical details,clinical information,history,presenting complaint,symptoms,reason for examination",
    "supervisor": "supervisor,supervised by,supervising clinician,consultant,mentor,trainer,assessor,supervisor name"
    ",name of supervisor,signed by,checked by,supervising sonographer,educator,with",
    "supervision": "supervision,level of supervision,supervision level,supervised,type of supervision",
    "role": "role,performed or observed,observed or performed,my role,involvement,level of involvement,participation",
    "age_band": "age,age band,patient age,age of patient,age group,age years,age in years,age yrs,pt age,age range",
    "sex": "sex,gender,patient sex,patient gender,m f,pt sex",
    "site": "site,hospital,trust,location,clinic,department,centre,center,place,unit,institution,facility,setting",
    "setting": "setting,patient or simulator,subject",
    "minutes": "minutes,duration,time taken,length,scan time,duration minutes,time minutes,mins",
    "reflection": "reflection,reflections,learning points,learning point,learning,what i learned,learning outcome",
    "difficulty": "difficulty,complexity",
    "reported": "reported,report written,report written by me,wrote report",
    "image_stored": "images stored,image stored,images saved,images archived,pacs",
    "agreement": "agreement,agreed,agreement with supervisor,supervisor agreed,concordance",
    "supervisor_finding": "supervisor finding,supervisor s finding,supervisor findings,expert finding",
    "intervention": "intervention,interventional procedure,injection,guided procedure",
    "correlation": "correlation,confirmed by,follow up imaging,correlated with",
    "tags": "tags,tag,labels,keywords,category",
    "adequate": "adequate,adequate images,technically adequate,quality adequate",
    NUMBER: "case id,caseid,case no,case number,case,id,no,nr,number,ref,entry,entry no,entry number,log no,log number"
    ",record,record no,scan no,scan number,s no,serial,serial no,row,index,#,case ref,scan id,exam id,study id,log id",
    "start": "start,start date,from,date from,first day,begin,began",
    "until": "until,end,end date,to,date to,last day,finish,finished",
    "name": "name,title,course,course name,meeting,event,activity",
    "type": "type,course type,kind of course",
    "provider": "provider,organiser,organizer,run by,institution",
    "credits": "credits,cpd credits,cme credits,points,cpd points,cme points",
    LEFT_OUT: "status",
}
"""Meaning to the headings that announce it; of a heading that stands under several, the first that the values fit."""

IDENTITY_HEADINGS: frozenset[str] = frozenset(
    map(
        fold,
        listed_in(
            """
    name, full name, first name, last name, surname, forename, forenames, family name, given name, middle name,
    patient, patients, patient name, patient names, name of patient, name of the patient, client, client name, pt,
    pt name, initials, patient initials, dob, d o b, date of birth, birth date, birthdate, birthday, date of birth
    dob, year of birth, nhs, nhs no, nhs number, nhs nr, chi, chi no, chi number, mrn, mrn no, hospital no, hospital
    number, hosp no, hosp number, hospital id, unit no, unit number, patient id, patient no, patient number, patient
    identifier, pid, medical record number, medical record no, record number of patient, district number, cris no,
    cris number, ris number, accession, accession no, accession number, pas number, pas no, passport, passport no,
    national insurance number, ni number, pps, pps number, ppsn, ihi, address, patient address, home address,
    street, postcode, post code, zip, zip code, phone, phone number, telephone, telephone number, mobile, mobile
    number, e mail, email, e mail address, email address, next of kin, nok, gp name, identity
    """
        ),
    )
)
"""Headings, folded, under which other tables keep who a patient is."""
